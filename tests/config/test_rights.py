"""The committed matrix is what the server says, for every role, table and verb; and models have their migrations."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from psycopg import sql

from satark.config import rights
from tests.database import Database

VERBS = {"SELECT": "S", "INSERT": "I", "UPDATE": "U", "DELETE": "D"}
REST = ("TRUNCATE", "REFERENCES", "TRIGGER")


@pytest.mark.parametrize("role", rights.ROLES)
def test_the_server_grants_what_the_matrix_says_and_nothing_else(database: Database, role: str) -> None:
    with database.superuser() as link:
        tables = [
            row[0]
            for row in link.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
        ]
        granted = {
            table: "".join(
                letter
                for verb, letter in VERBS.items()
                if link.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, verb]).fetchone()
                == (True,)
            )
            for table in tables
        }
        more = [
            (table, verb)
            for table in tables
            for verb in REST
            if link.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, verb]).fetchone()
            == (True,)
        ]
    expected = {table: rights.MATRIX.get(role, {}).get(str(table), "") for table in tables}
    assert granted == {
        table: "".join(sorted(letters, key="SIUD".index)) for table, letters in expected.items()
    }
    assert more == []


@pytest.mark.parametrize(("verb", "narrow"), [("UPDATE", rights.COLUMNS), ("SELECT", rights.READ_COLUMNS)])
@pytest.mark.parametrize("role", rights.ROLES)
def test_single_columns_are_as_the_matrix_says(
    database: Database, role: str, verb: str, narrow: dict[str, dict[str, tuple[str, ...]]]
) -> None:
    with database.superuser() as link:
        granted = {
            (table, column)
            for table, column in link.execute(
                "SELECT table_name, column_name FROM information_schema.column_privileges "
                "WHERE grantee = %s AND privilege_type = %s AND table_schema = 'public'",
                [role, verb],
            )
            if VERBS[verb] not in rights.MATRIX.get(role, {}).get(str(table), "")
        }

    expected = narrow.get(role, {})
    assert granted == {(table, column) for table, columns in expected.items() for column in columns}


@pytest.mark.parametrize("role", rights.ROLES)
def test_no_process_owns_anything_or_passes_row_level_security(database: Database, role: str) -> None:
    with database.superuser() as link:
        owned = link.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s",
            [role],
        )
        assert owned.fetchone() == (0,)
        flags = link.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = %s",
            [role],
        )
        assert flags.fetchone() == (False,) * 5


@pytest.mark.parametrize("role", rights.ROLES)
def test_our_functions_answer_only_those_they_are_for(database: Database, role: str) -> None:
    ours = {signature for signatures in rights.FUNCTIONS.values() for signature in signatures}
    with database.superuser() as link:
        may = {
            signature
            for signature in ours
            if link.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [role, signature]).fetchone()
            == (True,)
        }
    assert may == set(rights.FUNCTIONS.get(role, ()))


def test_every_table_that_the_console_reads_of_cases_has_row_level_security(database: Database) -> None:
    open_to_all = {
        "jurisdiction_unit",
        "jurisdiction_post",
        "jurisdiction_holding",
        "jurisdiction_standin",
        "jurisdiction_boundary",
        "accounts_officer",
        "accounts_signin",
        "django_session",
    }
    with database.superuser() as link:
        guarded = {row[0] for row in link.execute("SELECT relname FROM pg_class WHERE relrowsecurity")}

    assert set(rights.MATRIX["satark_console"]) - open_to_all <= guarded


def test_no_model_waits_for_a_migration(database: Database) -> None:
    out = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=out)

    assert "No changes" in out.getvalue()


PROCEDURES = """
    SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
     WHERE p.pronamespace = 'public'::regnamespace AND r.rolname = 'satark_owner'
       AND has_function_privilege(%s, p.oid, 'EXECUTE')
"""


@pytest.mark.parametrize("role", rights.ROLES)
def test_a_function_given_by_hand_or_by_default_is_taken_away_again(database: Database, role: str) -> None:
    with database.connect("owner") as link:
        link.execute(
            "GRANT EXECUTE ON FUNCTION edge_store(uuid, bytea, bytea[], smallint[], bytea[]) TO PUBLIC"
        )
        link.execute("CREATE FUNCTION made_since() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        link.execute(sql.SQL("GRANT EXECUTE ON FUNCTION made_since() TO {}").format(sql.Identifier(role)))

        rights.apply(link.cursor())

        allowed = [str(row[0]) for row in link.execute(PROCEDURES, [role])]
        expected = {
            row[0]
            for signature in rights.FUNCTIONS.get(role, ())
            for row in link.execute("SELECT %s::regprocedure::text", [signature])
        }
    engine = {name for name in allowed if name.startswith("procrastinate_")}
    assert set(allowed) - engine == expected
    assert bool(engine) == (role == "satark_worker")
