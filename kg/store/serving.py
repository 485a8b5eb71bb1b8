"""The embedded graph behind a Bolt port, so that Neo4j Browser and any Neo4j driver can read it without a Neo4j.

Beside `kg.store.embedded` the only module that knows the engine's package. What the engine's server keeps for itself
(users, logs) lies in a folder that is gone when the serving ends. The one user it lets in may read and nothing else:
the engine's own read-only mode refuses even the transactions that drivers read in.
"""

import json
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store.base import first_line
from kg.store.embedded import open_embedded

USERNAME = "neo4j"  # what Neo4j Browser proposes
_GROUP = "reader"
_READER = {"access": [], "resultSetLimit": -1, "readTimeout": -1, "types": {"*": {"access": ["readRecord"]}}}
_SECRET_BYTES = 15


@dataclass(frozen=True)
class Served:
    """A graph that is being served: how to reach it, and the only password that opens it."""

    host: str
    port: int
    database: str
    username: str = USERNAME
    password: str = field(default="", repr=False)

    @property
    def uri(self) -> str:
        """What Neo4j Browser calls the connect URL; with the bracket of an IPv6 address."""
        return f"bolt://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


@contextmanager
def serving(folder: Path, host: str = "127.0.0.1", port: int = 7687) -> Iterator[Served]:
    """Serve the graph in a folder until the `with` block ends; no other process can open it meanwhile.

    Args:
        folder: Of the graph.
        host: Name or address to listen at.
        port: 0 takes a free one.

    Raises:
        StoreError: No engine for this machine, no graph there or in use; the port is taken or the host not ours.
    """
    open_embedded(folder, create=False).close()  # says what is wrong, and starts Java
    served = Served(host, _free(host, port), folder.resolve().name, password=secrets.token_urlsafe(_SECRET_BYTES))
    with tempfile.TemporaryDirectory(prefix="kg-serve-", ignore_cleanup_errors=True) as root:
        # By the name of its folder, since Browser would else not find the one to begin with.
        server = _server(Path(root), served)
        try:
            server.start()
            database = _admit(server._java_server, folder, served)
        except Exception as error:
            server.stop()
            raise StoreError(f"cannot serve {folder} at {served.uri}: {first_line(error)}") from error
        try:
            yield served
        finally:
            server.stop()
            if database.isOpen():
                database.close()


def _free(host: str, port: int) -> int:
    """The port, or a free one for 0; the engine itself would say the same in many lines and after seconds."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":  # as Java's; a closed connection of the last run does no harm
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"cannot listen at {host}, port {port}: {reason.lower()} (choose with --host, --port)"
        ) from error


def _server(root: Path, served: Served) -> Any:
    from arcadedb_embedded.server import ArcadeDBServer  # noqa: PLC0415

    config = root / "config"
    config.mkdir()
    groups = {"version": 1, "databases": {"*": {"groups": {_GROUP: _READER}}}}
    (config / "server-groups.json").write_text(json.dumps(groups), encoding="utf-8")
    settings = {
        "host": "127.0.0.1",
        "http_port": 0,  # cannot be left out; closed as soon as it is open
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_logsDirectory": str(root / "log"),
        "bolt_host": served.host,
        "bolt_port": served.port,
        "bolt_defaultDatabase": served.database,
    }
    # The engine wants a password for an administrator, whom nobody needs to be.
    return ArcadeDBServer(str(root), secrets.token_urlsafe(_SECRET_BYTES), settings)


def _admit(server: Any, folder: Path, served: Served) -> Any:
    """Close what is not Bolt, make the reader, and put the graph behind the port."""
    import jpype  # noqa: PLC0415

    server.getHttpServer().stopService()
    security = server.getSecurity()
    user = {
        "name": served.username,
        "password": str(security.encodePassword(served.password)),
        "databases": {"*": [_GROUP]},
    }
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))
    factory = jpype.JClass("com.arcadedb.database.DatabaseFactory")(str(folder.absolute()))
    factory.setSecurity(server.getDatabaseSecurityManager())
    database = factory.open()
    server.registerDatabase(served.database, database)
    return database
