"""Write the trained network as a pipeline: `python -m scripts.export training/network OUT --version 0.4.0`.

From PyTorch to ONNX, weights of matrix products and of the embedding as whole numbers of eight bits. Seven of them are
used, so that processors without VNNI get the same sums. The folder OUT is replaced in one step, so that a reader never
sees half a pipeline.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.language import Language

import kg.components.sentences
import kg.language.network
import kg.language.tokenizer  # noqa: F401 - registered with spaCy
from scripts.encoder import LONGEST, Reader, load_reader

NAME = "kg_news"
SPACY = ">=3.8.7,<3.9"
DESCRIPTION = "Names, words and dependencies of Chinese news at character level, in both scripts"
_LICENSE = "MIT (code and base model); see the model card for the licences of the training data"
_NOTICE = Path(__file__).parents[1] / "LICENSE-bge-small-zh-v1.5"  # of the weights that training began with
_OUTPUTS = ["names", "tags", "arcs", "relations"]


def write_network(reader: Reader, path: Path) -> None:
    """The network as an ONNX file with weights of eight bits."""
    reader.eval()
    characters = torch.randint(5, 1000, (3, 20))
    sizes = {0: torch.export.Dim("rows", min=1, max=4096), 1: torch.export.Dim("length", min=3, max=LONGEST)}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        program = torch.onnx.export(
            reader,
            (characters, torch.full_like(characters, -1)),
            input_names=["characters", "heads"],
            output_names=_OUTPUTS,
            dynamic_shapes=(sizes, sizes),
            dynamo=True,
            opset_version=20,
            verbose=False,
        )
        assert program is not None
        program.save(str(full))
        quantize_dynamic(
            full,
            path,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )


def pipeline(folder: Path, version: str) -> Language:
    """Sentences and the network, behind our tokenizer."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharTokenizer.v1"}}})
    nlp.add_pipe("kg_sentences")
    network = nlp.add_pipe("kg_network")
    network.from_disk(folder)  # type: ignore[attr-defined]
    nlp.meta.update(name=NAME, version=version, spacy_version=SPACY, description=DESCRIPTION, license=_LICENSE)
    nlp.meta.update(author="", email="", url="", sources=[], performance={})
    return nlp


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline without what only training needs, then rename it into place."""
    new, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)
    for section in ("paths", "corpora", "training", "initialize", "pretraining"):
        nlp.config.pop(section, None)
    nlp.to_disk(new)
    shutil.copy(_NOTICE, new)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    """Export, put together and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    write_network(load_reader(args.trained), args.trained / "network.onnx")
    save(pipeline(args.trained, args.version), args.out)
    size = sum(file.stat().st_size for file in args.out.rglob("*") if file.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
