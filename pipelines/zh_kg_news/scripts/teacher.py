"""Tag raw text with Baidu's LAC 2.1: `python scripts/teacher.py LAC TEXTS OUT`.

LAC (Apache-2.0; a recurrent network with a CRF) knows far more words than our corpora. Its own Python package needs a
Paddle that is no longer made; its model still runs with `paddlepaddle==2.6.2`, in an environment of its own, so this
script imports nothing of ours. LAC is the unpacked source package. A line of OUT is `[text, [[length, tag], ...]]`;
`labels.json` beside it lists the labels that `scripts.tagged` makes of them.
"""

import argparse
import importlib.util
import json
import sys
import types
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

BATCH = 64


def lac_module(lac: Path, name: str) -> Any:
    """A module of LAC without its package, whose import would ask for the old Paddle."""
    package = sys.modules.setdefault("lac", types.ModuleType("lac"))
    package.__path__ = [str(lac / "LAC")]
    spec = importlib.util.spec_from_file_location(f"lac.{name}", lac / "LAC" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no {name}.py in {lac}/LAC")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(path: Path) -> list[tuple[str, str]]:
    """The two columns of a LAC dictionary."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n"))
    return [(row[0], row[1]) for row in rows if len(row) == 2]


class Lac:
    """The model of words, parts of speech and names."""

    def __init__(self, lac: Path) -> None:
        from paddle import inference  # noqa: PLC0415 - only here

        lac_module(lac, "prefix_tree")
        folder = lac / "LAC" / "lac_model"
        conf = folder / "conf"
        self.ids = {word: int(number) for number, word in table(conf / "word.dic")}
        self.labels = dict(table(conf / "tag.dic"))
        self.replaced = dict(table(conf / "q2b.dic"))
        self.cut = lac_module(lac, "segment").Segment(str(conf / "small_seg.dic")).fast_cut
        config = inference.Config(str(folder / "model"))
        config.disable_glog_info()
        config.set_cpu_math_library_num_threads(1)
        self.predictor = inference.create_predictor(config)

    def _id(self, unit: str) -> int:
        return self.ids.get(self.replaced.get(unit, unit), self.ids["OOV"])

    def tag(self, texts: Iterable[str]) -> list[list[tuple[int, str]]]:
        """Length and tag of the words of each text."""
        import numpy as np  # noqa: PLC0415 - only here

        units = [[unit for word in self.cut(t) for unit in ([word] if word in self.ids else word)] for t in texts]
        ends = np.cumsum([0, *map(len, units)]).tolist()
        rows = np.array([[self._id(unit)] for text in units for unit in text], dtype="int64")
        handle = self.predictor.get_input_handle(self.predictor.get_input_names()[0])
        handle.reshape(rows.shape)
        handle.copy_from_cpu(rows)
        handle.set_lod([ends])
        self.predictor.run()
        output = self.predictor.get_output_handle(self.predictor.get_output_names()[0]).copy_to_cpu().ravel()
        return [self._words(text, output[a:b].tolist()) for text, (a, b) in zip(units, pairwise(ends), strict=True)]

    def _words(self, units: list[str], numbers: list[int]) -> list[tuple[int, str]]:
        words: list[tuple[int, str]] = []
        for unit, number in zip(units, numbers, strict=True):
            tag, _, place = self.labels.get(str(number), "O").partition("-")
            if place == "I" and words:
                words[-1] = (words[-1][0] + len(unit), tag)
            else:
                words.append((len(unit), tag))
        return words


def batches(lines: Iterator[str]) -> Iterator[list[str]]:
    """`BATCH` lines at a time, without their ends."""
    while batch := [line.rstrip("\n") for line in islice(lines, BATCH)]:
        yield batch


def main() -> None:
    """Tag a sentence a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lac", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    lac = Lac(args.lac)
    tags: set[str] = set()
    with args.texts.open(encoding="utf-8") as lines, args.out.open("w", encoding="utf-8") as out:
        for batch in batches(lines):
            for text, words in zip(batch, lac.tag(batch), strict=True):
                tags.update(tag for _, tag in words)
                out.write(json.dumps([text, words], ensure_ascii=False, separators=(",", ":")) + "\n")
    labels = sorted(f"{place}-{tag}" for tag in tags for place in "BI")
    args.out.with_name("labels.json").write_text(json.dumps(labels), encoding="utf-8")


if __name__ == "__main__":
    main()
