"""How a lost database shows itself. It is no message's fault: whatever was not committed has not happened."""

import psycopg
from django import db

LOST_DATABASE = (psycopg.OperationalError, psycopg.InterfaceError, db.OperationalError, db.InterfaceError)
IN_THE_WAY = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
)


def was_only_in_the_way(problem: BaseException) -> bool:
    """Whether two transactions met and the server ended one: the database is there, the same again will do."""
    return isinstance(problem, IN_THE_WAY) or isinstance(problem.__cause__, IN_THE_WAY)
