"""Functions of PostgreSQL itself that tell or hold more than a process needs: nobody's, except where one is named here.

Row-level security hides rows; counters, locks and large objects go past it.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

CLOSED = "|".join(
    (
        # One process could hold the locks of another: no relay would take a partition, no cell close a case.
        "pg_(try_)?advisory_.*",
        # Rows inserted into any table, calls of any function: they count what happens in cases one may not see.
        "pg_stat_get_.*",
        # So does how large a table is.
        "pg_(relation|table|total_relation|indexes|database|tablespace)_size",
        # A store without rights, quota or seal.
        "lo_.*|loread|lowrite",
    )
)

OPEN = {
    "satark_relay": (
        "pg_try_advisory_lock(integer, integer)",
        "pg_advisory_unlock(integer, integer)",
        # A case that an officer's phone and a page change at once: who comes second waits.
        "pg_advisory_xact_lock(bigint)",
        # Behind the view pg_stat_activity: the relay counts the sessions of its own role.
        "pg_stat_get_activity(integer)",
    ),
    # One number, not two: another key space than the relay's partitions.
    "satark_console": ("pg_advisory_xact_lock(bigint)",),
    "satark_worker": ("pg_advisory_xact_lock(bigint)",),
    # The roster is changed by administrators at the console and by commands of the owner: one at a time.
    "satark_owner": ("pg_advisory_xact_lock(bigint)",),
}


def close(connection: psycopg.Connection[tuple[object, ...]], *, roles: tuple[str, ...]) -> None:
    """Take them from everybody and give what `OPEN` says. Superuser; holds for one database and its copies.

    All at once, so that a relay that runs meanwhile never misses its own. A second run changes nothing.
    """
    with connection.transaction():
        closed = connection.execute(
            "SELECT oid::regprocedure::text FROM pg_proc"
            " WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ %s",
            [f"^({CLOSED})$"],
        ).fetchall()
        connection.execute(
            sql.SQL("REVOKE ALL ON FUNCTION {} FROM PUBLIC, {}").format(
                sql.SQL(", ").join(sql.SQL(str(row[0])) for row in closed),
                sql.SQL(", ").join(map(sql.Identifier, roles)),
            )
        )
        for role, functions in OPEN.items():
            for function in functions:
                connection.execute(
                    sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(
                        sql.SQL(function), sql.Identifier(role)
                    )
                )
