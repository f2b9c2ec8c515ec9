"""Signing in and out. The secret stays in the browser's cookie; the database keeps its hash and resolves it to rights."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from threading import BoundedSemaphore

from django.contrib.auth import authenticate

from satark.accounts.errors import DoorBusy, SignInRefused, TooManyGuesses
from satark.accounts.guesses import Guesses
from satark.accounts.models import Officer, SignIn

LASTS = timedelta(hours=10)
"""One duty and its hand-over; then one signs in again."""

GUESSES = Guesses()
HASHING = BoundedSemaphore(2)
"""Two passwords at a time, and nobody waits in line: whoever knocks a thousand times must not take the threads and the
processor from officers who are at work."""

SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def check_password(username: str, password: str, *, now: datetime) -> Officer:
    """The officer whose password this is. Raises SignInRefused, TooManyGuesses, DoorBusy."""
    if not HASHING.acquire(blocking=False):
        raise DoorBusy
    try:
        until = GUESSES.count(username, now=now)
        if until:
            raise TooManyGuesses(until)
        officer = authenticate(username=username, password=password)
    finally:
        HASHING.release()
    if not isinstance(officer, Officer):
        raise SignInRefused(GUESSES.until(username, now=now))
    GUESSES.forget(username)
    return officer


def is_secret(text: str) -> bool:
    """Whether a cookie could hold one of our secrets. Anything else is not worth asking the database."""
    return SECRET.fullmatch(text) is not None


def sign_in(officer: Officer, *, now: datetime) -> str:
    """Open a sign-in for an officer whose password was checked. Returns the secret, which is stored nowhere else."""
    secret = secrets.token_urlsafe(32)
    SignIn(secret_hash=_hash(secret), officer=officer, at=now, expires_at=now + LASTS).save(force_insert=True)
    return secret


def sign_out(secret: str, *, now: datetime) -> None:
    """End a sign-in. An unknown or ended one changes nothing."""
    SignIn.objects.filter(secret_hash=_hash(secret), ended_at=None).update(ended_at=now)


def sign_out_everywhere(officer: int, *, now: datetime) -> None:
    """End every sign-in of an officer, at whatever browser. None left changes nothing."""
    SignIn.objects.filter(officer=officer, ended_at=None).update(ended_at=now)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
