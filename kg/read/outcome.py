"""What can come of a file besides documents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Failed:
    """A file, or one line of it, that cannot be read as a document; `path` may end in `:line`."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True)
class Skipped:
    """A document that was left out on purpose: it is longer than the limit."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: skipped: {self.reason}"


ReadFailure = Failed | Skipped
