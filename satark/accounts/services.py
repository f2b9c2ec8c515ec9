"""Signing in and out. The secret stays in the browser's session; the database keeps its hash and resolves it to rights."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from satark.accounts.models import Officer, SignIn

LASTS = timedelta(hours=10)
"""One duty and its hand-over; then one signs in again."""


def sign_in(officer: Officer, *, now: datetime) -> str:
    """Open a sign-in for an officer whose password was checked. Returns the secret, which is stored nowhere else."""
    secret = secrets.token_urlsafe(32)
    SignIn(secret_hash=_hash(secret), officer=officer, at=now, expires_at=now + LASTS).save(force_insert=True)
    return secret


def sign_out(secret: str, *, now: datetime) -> None:
    """End a sign-in. An unknown or ended one changes nothing."""
    SignIn.objects.filter(secret_hash=_hash(secret), ended_at=None).update(ended_at=now)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
