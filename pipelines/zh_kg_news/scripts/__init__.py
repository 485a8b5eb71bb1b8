"""Corpora, assembly and evaluation of the pipeline `zh_kg_news`."""
