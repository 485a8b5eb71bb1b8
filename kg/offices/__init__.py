"""Relations that a text states: who holds which office, what is part of, member of, located in what."""
