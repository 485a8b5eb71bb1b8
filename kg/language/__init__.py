"""Script, characters, words and sentences of Chinese text."""
