"""What is built is what works: the wheel, installed into an empty folder and run there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[1]

_PROGRAM = """
import kg, pathlib, sys
from kg import resources
from kg.queries import queries
assert pathlib.Path(kg.__file__).is_relative_to(sys.argv[1]), kg.__file__
for folder in (resources.seeds(), resources.cypher(), resources.pipeline()):
    assert folder.is_relative_to(sys.argv[1]), folder
assert "trace" in queries()
assert (resources.seeds() / "sample").is_dir()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else."""
    built = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", built, _CHECKOUT], check=True)
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder, wheel], check=True)
    return folder


def _run(site: Path, cwd: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    env = {name: value for name, value in os.environ.items() if name not in ("KG_GRAPH", "KG_SEEDS", "NEO4J_URI")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**env, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_data_travels_with_the_wheel(site: Path, tmp_path: Path) -> None:
    result = _run(site, tmp_path, "-c", _PROGRAM, str(site))
    assert result.returncode == 0, result.stderr


def test_the_main_job_runs_from_the_wheel(site: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("日本首相抵达河内\n日本首相2023年5月4日访问越南。", encoding="utf-8")
    ingested = _run(site, tmp_path, "-m", "kg", "ingest", "a.txt")
    assert ingested.returncode == 0, ingested.stderr
    traced = _run(site, tmp_path, "-m", "kg", "query", "trace", "-p", "a=日本", "-p", "b=越南", "--min-confidence", "0")
    assert traced.returncode == 0, traced.stderr
    assert "2023-05-04" in traced.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "kg-graph"]
