"""The graph in a folder, by ArcadeDB inside this process; no server.

The only module that knows the engine's package (`arcadedb-embedded`, whose successors share its import name).
One Java machine is started in a process, quietly, on first use; a folder is open in one process at a time.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Any

from kg.errors import StoreError
from kg.store.base import Path, PathNode, PathRelationship, Row, Store, Write, batches, first_line
from kg.store.statements import clean

_LANGUAGE = "opencypher"
_HEAP = "2g"  # a bound, not a reservation


def available() -> bool:
    """Whether there is a build of the engine for this machine, installed."""
    try:
        import arcadedb_embedded  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def exists(folder: FilePath) -> bool:
    """Whether a graph lies in this folder."""
    return (folder / "schema.json").is_file()


def open_embedded(folder: FilePath, create: bool = True) -> Store:
    """Open the graph in a folder, or make an empty one there.

    Raises:
        StoreError: No engine for this machine, no graph there, not a graph's folder, or open in another process.
    """
    if not available():
        raise StoreError(
            "the embedded engine has no build for this machine: set NEO4J_URI (or give --uri) to use a Neo4j; "
            "reading, extracting and exporting from records need no graph"
        )
    if not exists(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder} is not a graph's folder")
        if not create:
            raise StoreError(f"there is no graph in {folder}: make one with kg ingest")
    try:
        _start_java()
        if not exists(folder):
            _create(folder)
        return EmbeddedStore(folder)
    except OSError as error:
        raise StoreError(f"cannot open {folder}: {first_line(error)}") from error


class EmbeddedStore(Store):
    """See `open_embedded`."""

    def __init__(self, folder: FilePath) -> None:
        from arcadedb_embedded import ArcadeDBError, open_database  # noqa: PLC0415

        self._error = ArcadeDBError
        self._folder = folder
        try:
            self._database = open_database(str(folder.absolute()))  # Java keeps the working folder it was started in
        except ArcadeDBError as error:
            if "locked by another process" in str(error) or "already in use" in str(error):
                raise StoreError(f"{folder} is in use by another process: wait until that has ended") from error
            raise StoreError(f"cannot open {folder}: {_cause(error)}") from error
        # A commit that was reported survives a power cut, not only the end of this process.
        self._database.set_wal_flush("yes_nometadata")

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """See `Store.read`."""
        try:
            found = self._database.query(_LANGUAGE, cypher, clean(dict(parameters or {})))
            return [{name: _plain(row.get(name)) for name in row.property_names} for row in found]
        except self._error as error:
            raise StoreError(f"the query failed: {_reason(error)}") from error

    def transaction(self, writes: Iterable[Write]) -> None:
        """See `Store.transaction`."""
        planned = list(writes)

        def work() -> None:
            for write in planned:
                for rows in batches(write.rows):
                    self._database.command(_LANGUAGE, write.statement, {"rows": list(rows)})

        try:
            self._database.run_in_transaction(work)
        except self._error as error:
            raise StoreError(f"writing to {self._folder} failed: {_reason(error)}") from error

    def execute(self, statement: str) -> None:
        """See `Store.execute`."""
        try:
            self._database.command(_LANGUAGE, statement)
        except self._error as error:
            raise StoreError(f"the schema statement failed: {_reason(error)}") from error

    def close(self) -> None:
        """See `Store.close`."""
        if self._database.is_open():
            self._database.close()


def _create(folder: FilePath) -> None:
    # Under another name until it is whole, so that a kill leaves no half-made graph behind.
    from arcadedb_embedded import ArcadeDBError, create_database  # noqa: PLC0415

    folder.parent.mkdir(parents=True, exist_ok=True)
    making = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    shutil.rmtree(making, ignore_errors=True)
    try:
        create_database(str(making.absolute())).close()
    except ArcadeDBError as error:
        raise StoreError(f"cannot make a graph in {folder}: {_cause(error)}") from error
    making.rename(folder)


def _start_java() -> None:
    import jpype  # noqa: PLC0415
    from arcadedb_embedded import ArcadeDBError  # noqa: PLC0415
    from arcadedb_embedded.jvm import start_jvm  # noqa: PLC0415

    if jpype.isJVMStarted():
        return
    settings = FilePath(__file__).with_name("logging.properties")
    heap = None if "-Xmx" in os.environ.get("ARCADEDB_JVM_ARGS", "") else _HEAP
    error_file = "ARCADEDB_JVM_ERROR_FILE"
    given = os.environ.get(error_file)
    os.environ[error_file] = given or str(FilePath(tempfile.gettempdir()) / "kg-java-%p.log")
    try:
        with _stderr_silenced():
            start_jvm(heap_size=heap, jvm_args=[f"-Djava.util.logging.config.file={settings}"])
    except ArcadeDBError as error:
        raise StoreError(f"the embedded engine does not start: {first_line(error)}") from error
    finally:
        if given is None:
            del os.environ[error_file]


@contextmanager
def _stderr_silenced() -> Iterator[None]:
    # Java writes a warning about its own modules past Python's sys.stderr.
    sys.stderr.flush()
    saved, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(null)


def _reason(error: BaseException) -> str:
    # The engine nests its message in Java class names; what stands behind the last one is for people.
    line = first_line(error).split(" (caused by ")[0]
    return line.split("Exception: ")[-1]


def _cause(error: BaseException) -> str:
    # Of a file that cannot be opened the innermost reason says most.
    inner = re.search(r"\(caused by [\w.$]+: ([^()]+)\)", first_line(error))
    return inner[1] if inner else _reason(error)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, (str, int, float, bool)) else _element(value)


def _element(value: Any) -> Path | PathNode | PathRelationship | str:
    if hasattr(value, "getStartVertex"):
        return Path(
            tuple(_node(vertex) for vertex in value.getVertices()),
            tuple(_relationship(edge) for edge in value.getEdges()),
        )
    if hasattr(value, "getOutVertex"):
        return _relationship(value)
    return _node(value) if hasattr(value, "getOutEdgesHeadChunk") else str(value)


def _properties(element: Any) -> dict[str, Any]:
    from arcadedb_embedded.type_conversion import convert_java_to_python  # noqa: PLC0415

    return {str(key): _plain(convert_java_to_python(item)) for key, item in element.propertiesAsMap().items()}


def _node(vertex: Any) -> PathNode:
    return PathNode(tuple(sorted(str(vertex.getTypeName()).split("~"))), _properties(vertex))


def _relationship(edge: Any) -> PathRelationship:
    start, end = (_properties(vertex).get("id") for vertex in (edge.getOutVertex(), edge.getInVertex()))
    return PathRelationship(str(edge.getTypeName()), start, end, _properties(edge))
