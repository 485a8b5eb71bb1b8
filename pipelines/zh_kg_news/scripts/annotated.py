"""Annotated documents out of annotations without text: `python -m scripts.annotated ANNOTATION OUT [--news FOLDER] …`.

ANNOTATION is a folder of `.ann` files, such as `../../annotation/news`, or one with such folders in it; OUT gets a JSON
file for each, in folders of the same names, as the training scripts and `kg eval` read them. The texts are taken from
your own copies: `--news FOLDER`, a working copy of `duty-machine/news` or a part of it with the same paths, and
`--xwlb CLONE`, a git clone of `china-data/xwlb`. A text with another hash than the annotated one is used where all that
is marked can be found in it, with a warning; other files are left out, each with a line that says why.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from kg.errors import KgError
from kg.language.sentences import split_sentences
from kg.records import Json
from scripts import archives, standoff
from scripts.archives import Text
from scripts.placement import align, resolve
from scripts.standoff import Annotation, Source

_README = Path(__file__).parents[3] / "annotation" / "xwlb" / "README.md"

Archives = dict[str, Callable[[Source], Iterator[Text]]]


def _document(annotation: Annotation, text: Text, places: dict[int, int] | None = None) -> Json:
    known = {"id": annotation.id, "url": text.url, "title": text.title, "published": annotation.source.published}
    return {**known, "text": text.text, **resolve(annotation, text.text, places)}


def rebuild(annotation: Annotation, texts: Iterator[Text]) -> tuple[Json, str]:
    """The document, and what is to be said of its text: nothing where it is the annotated one.

    Args:
        annotation: What was read from a file.
        texts: Ways to read the article, the one to be preferred first.

    Raises:
        KgError: The annotation does not fit any of them.
    """
    read = list(texts)
    for text in read:
        if sha256(text.text.encode("utf-8")).hexdigest() == annotation.source.digest:
            return _document(annotation, text), ""
    for text in read:
        sentences = split_sentences(text.text)
        if found := align(annotation, text.text, sentences):
            moved = sum(number != place for number, place in found.places.items())
            warning = f"another text than the annotated one: {moved} of {len(sentences)} sentences moved"
            return _document(annotation, text, dict(found.places)), f"{warning}, {found.unmarked} names unmarked"
    raise KgError("another text than the annotated one, in which not all that is marked can be found")


def _say(path: Path, message: str) -> None:
    printable = "".join(c if c.isprintable() else " " for c in f"{path}: {message}")
    print(printable, file=sys.stderr)


def convert(annotations: Path, out: Path, texts: Archives) -> Counter[str]:
    """Rebuild what is in a folder; how many files were `exact`, `aligned`, `skipped`, or of an archive not `given`."""
    counts = Counter[str]()
    for path in sorted(annotations.rglob("*.ann")):
        try:
            annotation = standoff.load(path)
            if annotation.source.archive not in texts:
                counts["not given"] += 1
                continue
            document, warning = rebuild(annotation, texts[annotation.source.archive](annotation.source))
        except KgError as error:
            counts["skipped"] += 1
            _say(path, f"skipped: {error}")
            continue
        counts["aligned" if warning else "exact"] += 1
        if warning:
            _say(path, warning)
        target = out / path.relative_to(annotations).with_suffix(".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return counts


def main() -> None:
    """Write the documents and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotation", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--news", type=Path, metavar="FOLDER", help="working copy of duty-machine/news")
    parser.add_argument("--xwlb", type=Path, metavar="CLONE", help="git clone of china-data/xwlb")
    args = parser.parse_args()
    texts: Archives = {}
    if args.news:
        if not args.news.is_dir():
            parser.error(f"{args.news} is no folder")
        texts[standoff.NEWS] = partial(archives.news, folder=args.news)
    if args.xwlb:
        try:
            revision = archives.revision(args.xwlb, _README)
        except KgError as error:
            parser.error(f"{args.xwlb}: {error}")
        texts[standoff.XWLB] = partial(archives.xwlb, clone=args.xwlb, at=revision)
    counts = convert(args.annotation, args.out, texts)
    documents = counts["exact"] + counts["aligned"]
    print(
        f"{documents} documents, {counts['exact']} of them with the annotated text,"
        f" {counts['aligned']} aligned; {counts['skipped']} skipped, {counts['not given']} of archives not given"
    )
    if not documents:
        sys.exit(1)


if __name__ == "__main__":
    main()
