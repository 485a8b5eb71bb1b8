"""Write the weights of a model of TensorFlow for NumPy: `python -m scripts.checkpoint FOLDER OUT.npz`.

FOLDER is the model as TensorFlow saved it. A step of its own, since TensorFlow and PyTorch cannot be in one process.
"""

import argparse
from pathlib import Path

import numpy as np
import tensorflow


def main() -> None:
    """Read and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    reader = tensorflow.train.load_checkpoint(str(args.folder / "variables" / "variables"))
    names = [name for name in reader.get_variable_to_shape_map() if name.startswith("module/bert/")]
    np.savez(args.out, **{name: reader.get_tensor(name) for name in names})


if __name__ == "__main__":
    main()
