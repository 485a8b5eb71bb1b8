"""The graph in a Neo4j server, by its official driver."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as DriverPath

from kg.errors import StoreError
from kg.store.base import Path, PathNode, PathRelationship, Row, Store, Write, batches, first_line
from kg.store.statements import clean

# The driver tells of every attempt; what comes of them is told by our errors.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def open_neo4j(uri: str, username: str | None, password: str | None, database: str | None) -> Store:
    """Connect to a server.

    Args:
        uri: For example `bolt://127.0.0.1:7687` or `neo4j+s://…`.
        username: None means `neo4j`.
        password: None connects without authentication.
        database: None means the user's home database.

    Raises:
        StoreError: Not an address, nobody answers there, or the password is wrong.
    """
    auth = (username or "neo4j", password) if password is not None else None
    try:
        driver = neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF")
    except (DriverError, ValueError) as error:
        raise StoreError(f"{uri}: not the address of a Neo4j server: {first_line(error)}") from error
    try:
        driver.verify_connectivity()
        with driver.session(database=database) as session:  # whether there is such a database
            session.run("RETURN 1").consume()
    except AuthError as error:
        driver.close()
        raise StoreError(
            f"{uri}: the server refuses this user and password (NEO4J_USERNAME, NEO4J_PASSWORD)"
        ) from error
    except (ServiceUnavailable, OSError) as error:
        driver.close()
        raise StoreError(f"{uri}: no Neo4j server answers there") from error
    except (DriverError, Neo4jError) as error:
        driver.close()
        raise StoreError(f"{uri}: {_reason(error)}") from error
    return Neo4jStore(driver, uri, database)


class Neo4jStore(Store):
    """See `open_neo4j`."""

    def __init__(self, driver: neo4j.Driver, uri: str, database: str | None) -> None:
        self._driver = driver
        self._uri = uri
        self._database = database

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """See `Store.read`."""
        try:
            records, _, _ = self._driver.execute_query(
                neo4j.Query(cypher),
                clean(dict(parameters or {})),
                database_=self._database,
                routing_=neo4j.RoutingControl.READ,
            )
        except (DriverError, Neo4jError) as error:
            raise StoreError(f"the query failed: {_reason(error)}") from error
        return [{name: _plain(value) for name, value in dict(record).items()} for record in records]

    def transaction(self, writes: Iterable[Write]) -> None:
        """See `Store.transaction`; a failure that the server calls passing is tried again."""
        planned = list(writes)

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for write in planned:
                for rows in batches(write.rows):
                    transaction.run(write.statement, rows=list(rows)).consume()

        try:
            with self._driver.session(database=self._database) as session:
                session.execute_write(work)
        except (DriverError, Neo4jError) as error:
            raise self._failure(error) from error

    def execute(self, statement: str) -> None:
        """See `Store.execute`."""
        try:
            with self._driver.session(database=self._database) as session:
                session.run(statement).consume()
        except (DriverError, Neo4jError) as error:
            raise self._failure(error) from error

    def _failure(self, error: DriverError | Neo4jError) -> StoreError:
        return StoreError(f"writing to {self._uri} failed: {_reason(error)}")

    def close(self) -> None:
        """See `Store.close`."""
        self._driver.close()


def _reason(error: DriverError | Neo4jError) -> str:
    message = error.message if isinstance(error, Neo4jError) else None
    return message.splitlines()[0] if message else first_line(error)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, DriverPath):
        return Path(tuple(map(_node, value.nodes)), tuple(map(_relationship, value.relationships)))
    if isinstance(value, Relationship):
        return _relationship(value)
    if isinstance(value, Node):
        return _node(value)
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _node(node: Node) -> PathNode:
    return PathNode(tuple(sorted(node.labels)), dict(node.items()))


def _relationship(relationship: Relationship) -> PathRelationship:
    # Outside a path the driver knows nothing of the two nodes but their inner ids.
    start, end = (node.get("id") if node is not None else None for node in relationship.nodes)
    return PathRelationship(relationship.type, start, end, dict(relationship.items()))
