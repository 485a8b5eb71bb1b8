"""A runner for the command line, and articles made up for it: no name in them occurs in the sample."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

Run = Callable[..., Result]

# In the archive's form; published on 8 May 2023 in UTC.
_ARCHIVE = (
    "<!--1683532800000-->\n[挪威外交大臣访问智利](https://north.example/{number})\n------\n\n"
    "<p>挪威外交大臣拉尔森·贝格星期四（5月4日）访问智利，同智利外交部长蒙特斯举行会谈。</p>"
    "<p>智利外交部长蒙特斯5月5日批评秘鲁扣押渔船。</p>"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `kg` in an empty folder; standard output and error come apart."""
    monkeypatch.chdir(tmp_path)
    for name in ("KG_GRAPH", "NEO4J_URI"):
        monkeypatch.delenv(name, raising=False)
    runner = CliRunner()

    def run_kg(*arguments: str, stdin: str | bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
        return runner.invoke(main, arguments, input=stdin, env=env)

    return run_kg


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(_ARCHIVE.format(number=1), encoding="utf-8")
    return folder
