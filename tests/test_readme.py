"""The README shows what its commands print, and names what there is."""

import re
import subprocess
import sys
from pathlib import Path

from kg.cli import COMMANDS
from kg.queries import queries

_ROOT = Path(__file__).resolve().parents[1]
_TEXT = (_ROOT / "README.md").read_text(encoding="utf-8")


def test_commands_print_what_the_readme_shows() -> None:
    done = subprocess.run(
        [sys.executable, _ROOT / "docs" / "readme.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_demo_is_what_the_readme_shows_first() -> None:
    shown = re.findall(r"^\$ (kg .*)$", _TEXT, re.M)
    made = subprocess.run(["make", "-n", "demo"], cwd=_ROOT, capture_output=True, text=True, check=True).stdout
    demo = [line.split("/bin/", 1)[1] for line in made.splitlines() if "/bin/kg " in line]
    assert demo
    assert shown[: len(demo)] == demo


def test_every_command_and_query_is_named() -> None:
    for command in COMMANDS:
        assert f"kg {command}" in _TEXT
    for name in queries():
        assert f"`{name}`" in _TEXT


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", re.sub(r"(?<!\[)`[^`\n]*`(?!\])", "", _TEXT)):
        if "://" not in target:
            assert (_ROOT / target).exists(), target
