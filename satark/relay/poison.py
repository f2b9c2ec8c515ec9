"""What one message can do to us by being what it is, or by what is stored of its sender.

A lost database is no message's fault, and ends the batch.
"""

import psycopg
from django import db

from satark.cases.errors import CaseError
from satark.vault.errors import VaultError
from satark.vault.sealing import SealBroken

POISON = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OverflowError),
    *(SealBroken, VaultError, CaseError),
    *(db.DataError, db.IntegrityError, psycopg.DataError, psycopg.IntegrityError),
)
