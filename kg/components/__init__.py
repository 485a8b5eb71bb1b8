"""spaCy components that follow a pipeline's own tagger, parser and NER, in the order they run.

`sentences` (before the parser), then `times`, `gazetteer`, `linker`, `offices`, `triggers`, `roles`, `status`.
They work on characters, not on tokens, so that any spaCy pipeline can stand before them. What they find is kept
in `Doc._` as plain lists and dicts; `kg.components.state` gives it back as the classes of `kg.records`.
"""
