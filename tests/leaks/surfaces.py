"""Where a canary could lie: the disk, what SQL shows, what the processes were given, and what they have in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from psycopg import sql

from tests.leaks.installation import Installation
from tests.leaks.scanner import Scanner, Tally

REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (....) \S+ \S+ \S+ *(.*)")
CHUNK = 64 * 1024 * 1024
TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'm') and (n.nspname = 'public' or c.relname in ('pg_statistic', 'pg_db_role_setting'))
"""
PACKED_COLUMNS = """
select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
   and not a.attisdropped and a.attstorage in ('x', 'm')
"""


def turn_compression_off(installation: Installation) -> None:
    """PostgreSQL packs long values; dead rows could then only be read by PostgreSQL itself."""
    with closing(installation.superuser()) as connection:
        for table, column in connection.execute(PACKED_COLUMNS.encode()).fetchall():
            names = sql.Identifier(str(table)), sql.Identifier(str(column))
            connection.execute(sql.SQL("alter table {} alter column {} set storage external").format(*names))


def rows(installation: Installation, scanner: Scanner, tally: Tally) -> None:
    """Every live row as text, and what the planner remembers of values: unpacked by PostgreSQL itself."""
    with closing(installation.superuser()) as connection:
        connection.execute("analyze")
        for schema, table in connection.execute(TABLES.encode()).fetchall():
            query = sql.SQL("copy {} to stdout").format(sql.Identifier(str(schema), str(table)))
            with connection.cursor().copy(query) as copy:
                scanner.data(b"".join(bytes(part) for part in copy), f"rows of {table}", tally)


def processes(installation: Installation) -> dict[int, str]:
    """Every process of the installation, with the name of the part it belongs to."""
    heads = {installation.pid(name): str(name) for name in installation.children}
    if installation.server.pid:
        heads[installation.server.pid] = "postgres"
    return {pid: heads[session] for pid, session in _sessions() if session in heads}


def _sessions() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            yield int(folder.name), int(fields[3])


def given(pid: int, name: str, scanner: Scanner, tally: Tally) -> None:
    """Command line, environment and the names of open files. A process that ends meanwhile is let go."""
    folder = Path("/proc", str(pid))
    with suppress(FileNotFoundError, ProcessLookupError):
        for what in ("cmdline", "environ"):
            scanner.data((folder / what).read_bytes(), f"{what} of {name}", tally)
        for link in (folder / "fd").iterdir():
            scanner.data(bytes(link.readlink()), f"an open file of {name}", tally)


def memory(pid: int, name: str, scanner: Scanner, tally: Tally) -> None:
    """All that a process may write to: heap, stacks, buffers."""
    folder = Path("/proc", str(pid))
    with (folder / "mem").open("rb", buffering=0) as memory:
        for start, end in _writable((folder / "maps").read_text()):
            for at in range(start, end, CHUNK):
                try:
                    memory.seek(at)
                    scanner.data(memory.read(min(CHUNK, end - at)), f"memory of {name}", tally)
                except OSError:
                    continue  # given back meanwhile, or a region of the kernel's own


def _writable(maps: str) -> Iterator[tuple[int, int]]:
    for line in maps.splitlines():
        found = REGION.match(line)
        if found and "w" in found[3] and not found[4].startswith("[v"):
            yield int(found[1], 16), int(found[2], 16)
