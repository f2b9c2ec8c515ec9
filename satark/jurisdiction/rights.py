"""`acting_as` opens the one outer transaction of a request; inside it the database knows which posts are acting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def acting_as(secret: str) -> Iterator[None]:
    """Everything inside runs in one transaction, within the rights of this sign-in. An ended sign-in sees nothing."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('satark.session', %s, true)", [secret])
        yield
