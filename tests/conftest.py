"""What all tests share."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; a clone has none."""
    if not (_SHARED / "eval").is_dir():
        pytest.skip("no development data in ../shared")
    return _SHARED
