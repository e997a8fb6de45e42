"""Databases that run queries: DuckDB and SQLite in this process, a Postgres and a MySQL or MariaDB where their programs are at hand."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import copysign, isinf, isnan
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pytest

__all__ = ["ENGINES", "Rows", "rows_of"]

Rows = list[dict[str, Any]]
_TYPES: Mapping[str, Mapping[str, str]] = {
    "duckdb": {"double": "DOUBLE", "numeric": "DECIMAL(38, 10)", "decimal": "DECIMAL(38, 25)", "text": "VARCHAR", "whole": "BIGINT"},
    "sqlite": {"double": "REAL", "numeric": "NUMERIC", "text": "TEXT", "whole": "INTEGER"},
    "mysql": {"double": "DOUBLE", "numeric": "DECIMAL(38, 10)", "decimal": "DECIMAL(38, 25)", "text": "TEXT", "whole": "BIGINT"},
    "postgres": {"double": "DOUBLE PRECISION", "numeric": "NUMERIC", "text": "TEXT", "whole": "BIGINT"},
}


def rows_of(dialect: str, query: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> Rows:
    """Return what a query says about the rows of a table `actuals` in the order of its column `号`."""
    return ENGINES[dialect](query, {name: _TYPES[dialect][kind] for name, kind in columns.items()}, rows)


def _quoted(name: str, mark: str = '"') -> str:
    return mark + name.replace(mark, mark * 2) + mark


def _table(columns: Mapping[str, str], *, temporary: str = "TEMP ", mark: str = '"') -> str:
    return f"CREATE {temporary}TABLE actuals ({', '.join(f'{_quoted(name, mark)} {kind}' for name, kind in columns.items())})"


def _answers(cursor: Any) -> Rows:
    names = [one[0] for one in cursor.description]
    return sorted((dict(zip(names, row, strict=True)) for row in cursor.fetchall()), key=lambda row: row["号"])


def _sqlite(query: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> Rows:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(_table(columns))
        connection.executemany(
            f"INSERT INTO actuals VALUES ({', '.join('?' * len(columns))})", [[_plain(one) for one in row] for row in rows]
        )
        return _answers(connection.execute(query))
    finally:
        connection.close()


def _plain(value: Any) -> Any:
    return str(value) if type(value).__name__ == "Decimal" else value


def _duckdb(query: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> Rows:
    with duckdb.connect() as connection:
        connection.execute(_table(columns))
        connection.executemany(f"INSERT INTO actuals VALUES ({', '.join('?' * len(columns))})", [list(row) for row in rows])
        return _answers(connection.execute(query))


def _postgres(query: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> Rows:
    connection = _server()
    if isinstance(connection, str):
        pytest.skip(connection)
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        cursor.execute(_table(columns))
        cursor.executemany(f"INSERT INTO actuals VALUES ({', '.join(['%s'] * len(columns))})", [list(row) for row in rows])
        cursor.execute(query)
        return _answers(cursor)


def _mysql(query: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> Rows:
    connection = _other_server()
    if isinstance(connection, str):
        pytest.skip(connection)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS actuals")
        cursor.execute(_table(columns, temporary="", mark="`") + " CHARACTER SET utf8mb4")
        known = [[_finite(one) for one in row] for row in rows]
        cursor.executemany(f"INSERT INTO actuals VALUES ({', '.join(['%s'] * len(columns))})", known)
        cursor.execute(query)
        return _answers(cursor)


def _finite(value: Any) -> Any:
    """Return what a database that has neither NaN nor infinity holds instead."""
    if not isinstance(value, float) or not (isnan(value) or isinf(value)):
        return value
    return None if isnan(value) else copysign(1.7976931348623157e308, value)


ENGINES: Mapping[str, Callable[[str, Mapping[str, str], Sequence[Sequence[Any]]], Rows]] = {
    "duckdb": _duckdb,
    "sqlite": _sqlite,
    "postgres": _postgres,
    "mysql": _mysql,
}


@cache
def _server() -> Any:
    """Return a connection to a Postgres, or why there is none."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    named = os.environ.get("PERFRULES_POSTGRES")
    if named:
        return psycopg.connect(named, autocommit=True)
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(programs[-1]) if programs else shutil.which("initdb")
    if found is None:
        return "no Postgres: neither its programs nor PERFRULES_POSTGRES"
    return _connected(psycopg, _started(Path(found).parent))


@cache
def _other_server() -> Any:
    """Return a connection to a MySQL or MariaDB, or why there is none."""
    pymysql = pytest.importorskip("pymysql", reason="pymysql is not installed")
    named = os.environ.get("PERFRULES_MYSQL")
    if named:
        where = urlsplit(named)
        login = {"user": where.username, "password": where.password or "", "database": where.path.strip("/")}
        return pymysql.connect(host=where.hostname, port=where.port or 3306, charset="utf8mb4", autocommit=True, **login)
    found = shutil.which("mariadbd", path=f"{os.environ['PATH']}:/usr/sbin")
    maker = shutil.which("mariadb-install-db")
    if found is None or maker is None:
        return "no MySQL or MariaDB: neither MariaDB's programs nor PERFRULES_MYSQL"
    socket = _started_other(found, maker)
    for _ in range(200):
        if Path(socket).exists():
            made = pymysql.connect(unix_socket=socket, user="root", database="test", charset="utf8mb4", autocommit=True)
            atexit.register(made.close)
            return made
        sleep(0.05)
    return "the MariaDB that was started does not answer"


def _started_other(server: str, maker: str) -> str:
    """Start a MariaDB that only this process can see, and return its socket."""
    home = Path(tempfile.mkdtemp(prefix="my"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": home}
    user = [f"--user={pwd.getpwuid(os.geteuid()).pw_name}"]
    data = f"--datadir={home / 'data'}"
    made = [maker, "--no-defaults", data, "--auth-root-authentication-method=normal", *user]
    subprocess.run(made, check=True, timeout=60, **quiet)
    settings = ["--skip-networking", f"--socket={home / 's'}", f"--pid-file={home / 'p'}", "--innodb-flush-log-at-trx-commit=0"]
    command = [server, "--no-defaults", data, *settings, *user]
    known = {**os.environ, "DATA": str(home / "data")}
    watched = subprocess.Popen(["sh", "-c", _WATCHED, "sh", *command], stdin=subprocess.PIPE, env=known, **quiet)
    atexit.register(watched.communicate)
    return str(home / "s")


_WATCHED = """"$@" & server=$!
read -r _
kill -QUIT $server
wait $server
rm -rf "${DATA%/data}"
"""
"""Run a server until the one who started it is gone, however that came about."""


def _started(programs: Path) -> str:
    """Start a server that only this process can see, and return where it is."""
    home = Path(tempfile.mkdtemp(prefix="pg"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    user = _other_user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user, "cwd": home}
    data = str(home / "data")
    made = [programs / "initdb", "-D", data, "-A", "trust", "-U", "perfrules", "--no-sync", "--no-locale", "-E", "UTF8"]
    subprocess.run(made, check=True, timeout=60, **quiet)
    settings = ("listen_addresses=", f"unix_socket_directories={home}", "fsync=off", "jit=off")
    server = [programs / "postgres", "-D", data, *(word for one in settings for word in ("-c", one))]
    watched = subprocess.Popen(["sh", "-c", _WATCHED, "sh", *server], stdin=subprocess.PIPE, env={**os.environ, "DATA": data}, **quiet)
    atexit.register(watched.communicate)
    return f"host={home} user=perfrules dbname=postgres"


def _connected(psycopg: Any, where: str) -> Any:
    """Return a connection to a server that may still be starting."""
    for _ in range(200):
        try:
            return psycopg.connect(where, autocommit=True)
        except psycopg.OperationalError:
            sleep(0.05)
    return "the Postgres that was started does not answer"


def _other_user() -> str:
    """Return somebody as whom a server may run, where the tests are run by root."""
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
