"""Put the trained parts together: `python -m scripts.assemble SYNTAX NER OUT --version 0.1.0`.

The folder OUT is replaced in one step, so that a reader never sees half a pipeline.
"""

import argparse
import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

import scripts.functions  # noqa: F401 - registers the parts

NAME = "kg_news"
SPACY = ">=3.8.7,<3.9"
DESCRIPTION = "Names, words and dependencies of Chinese news at character level, in both scripts"


def assemble(syntax: Path, ner: Path, version: str) -> Language:
    """Sentences, words and parts of speech, parser, names: two networks behind one tokenizer."""
    nlp, names = spacy.load(syntax), spacy.load(ner)
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("kg_sentences", first=True)
    nlp.add_pipe("kg_words", after="tagger")
    nlp.add_pipe("ner", source=names, last=True)
    nlp.meta.update(
        name=NAME,
        version=version,
        spacy_version=SPACY,
        description=DESCRIPTION,
        license="MIT (code); see the model card for the licences of the training data",
        author="",
        email="",
        url="",
        sources=[],
        performance={},
    )
    return nlp


def used_strings(nlp: Language) -> list[str]:
    """The labels; everything else a vocabulary remembers is training text."""
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    return sorted(labels | {"ROOT", "dep"})


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline without training paths and training text, then rename it into place."""
    new, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)
    for section in ("paths", "corpora", "training", "initialize", "pretraining"):
        nlp.config.pop(section, None)
    nlp.to_disk(new)
    strings = new / "vocab" / "strings.json"
    strings.write_text(json.dumps(used_strings(nlp), ensure_ascii=False, indent=0), encoding="utf-8")
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    """Assemble and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("ner", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default="0.1.0")
    args = parser.parse_args()
    save(assemble(args.syntax, args.ner, args.version), args.out)
    size = sum(file.stat().st_size for file in args.out.rglob("*") if file.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
