"""Runs the commands of the README and puts their real output below them.

usage: python docs/readme.py [--check]

A block begins with ```console; a line `$ kg …` in it is a command, the lines up to the next one its output. A line
of output that is longer than the page is cut and ends in `…`. All blocks run one after the other in one empty
folder, in which `seeds/` is the checkout's.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_WIDTH = 118
_LINES = 14
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def _cut(output: str) -> Iterator[str]:
    lines = output.rstrip("\n").split("\n")
    for line in lines[:_LINES]:
        yield line if len(line) <= _WIDTH else line[: _WIDTH - 1].rstrip() + "…"
    if len(lines) > _LINES:
        yield "…"


def _run(command: str, folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr}")
    return "\n".join(_cut(done.stderr + done.stdout)) if done.stderr or done.stdout else ""


def refreshed(text: str) -> str:
    """The text with the output of its commands as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").symlink_to(ROOT / "seeds")

        def block(match: re.Match[str]) -> str:
            commands = [line[2:] for line in match[1].splitlines() if line.startswith("$ ")]
            told = ("\n".join(filter(None, (f"$ {command}", _run(command, folder)))) for command in commands)
            return "```console\n" + "\n".join(told) + "\n```"

        return _BLOCK.sub(block, text)


if __name__ == "__main__":
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if old == new else "the README does not show what its commands print: python docs/readme.py")
    README.write_text(new, encoding="utf-8")
