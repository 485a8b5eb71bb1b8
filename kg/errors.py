"""What can go wrong, in words for the user.

The message of every error is the one line that the command line prints: it names the thing at fault and what
can be done. The command line exits with status 1 on a `KgError` and never shows a traceback for it.
"""


class KgError(Exception):
    """Anything that the user can understand and mend."""


class ReadError(KgError):
    """A file cannot be read as a document."""


class RecordError(KgError):
    """A line or object does not satisfy the record contract."""


class SeedError(KgError):
    """A file under `seeds/` is missing or wrong; names the file and the entry."""


class PipelineError(KgError):
    """A spaCy pipeline cannot be found or loaded."""


class StoreError(KgError):
    """The graph cannot be opened, written or read."""


class QueryError(KgError):
    """A canned query does not exist or its parameters do not fit."""
