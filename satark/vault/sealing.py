"""Three ways to close something: under a key at hand (`Box`), to the relay alone (`envelope`), once a minute (`MinuteKeys`).

HPKE costs 0.14 ms a call, so at the door it closes a fresh AES key once a minute and the messages of that minute go
under it: whoever takes the door over still cannot open what came before (`docs/adr/0003-minute-keys.md`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

KEY = 32
NONCE = 12
KEY_ID = 4
MINUTE = timedelta(minutes=1)
MINUTE_KEY_INFO = b"satark minute key v1"
BUCKETS = (256, 512, 1024, 2048, 4096, 8192, 16384, 65536)
"""Sizes that sealed words are padded to (`security.md` A12): from outside, one tip looks much like another."""

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
MLKEM_SEED = 64
MLKEM_PUBLIC = 1184


class SealBroken(Exception):
    """The bytes were altered, belong elsewhere, or are under another key. Says nothing of the content."""


class Box:
    """Seals under the first key, opens under any of them, so that a key can be changed without a stop.

    Form: 4 bytes naming the key, 12 random bytes, AES-256-GCM. `context` says where the bytes belong
    (`table|column|row`): moved elsewhere they do not open.
    """

    def __init__(self, key: bytes, *older: bytes) -> None:
        self._current = key_id(key)
        self._ciphers = {key_id(each): AESGCM(each) for each in (key, *older)}

    def seal(self, plain: bytes, context: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return self._current + nonce + self._ciphers[self._current].encrypt(nonce, plain, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Raises SealBroken."""
        cipher = self._ciphers.get(bytes(sealed[:KEY_ID]))
        if cipher is None:
            raise SealBroken
        try:
            return cipher.decrypt(sealed[KEY_ID : KEY_ID + NONCE], sealed[KEY_ID + NONCE :], context)
        except InvalidTag:
            raise SealBroken from None


def key_id(key: bytes) -> bytes:
    """Names a key without telling anything of it."""
    return sha256(b"satark key id" + key).digest()[:KEY_ID]


def new_key() -> bytes:
    return os.urandom(KEY)


def pad(plain: bytes) -> bytes:
    """Length first, then the bytes, then zeros up to the next bucket."""
    size = len(plain) + 4
    target = next((bucket for bucket in BUCKETS if size <= bucket), -(-size // BUCKETS[-1]) * BUCKETS[-1])
    return len(plain).to_bytes(4, "big") + plain + bytes(target - size)


def unpad(padded: bytes) -> bytes:
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


# --- to the relay alone --------------------------------------------------------------------------------------------


def new_private_key() -> bytes:
    """A hybrid key: X25519 for today, ML-KEM-768 for what is recorded today and attacked in twenty years."""
    return mlkem.MLKEM768PrivateKey.generate().private_bytes_raw() + os.urandom(KEY)


def public_half(private: bytes) -> bytes:
    post_quantum, classic = _private_parts(private)
    return post_quantum.public_key().public_bytes_raw() + classic.public_key().public_bytes_raw()


def _private_parts(private: bytes) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
    return (
        mlkem.MLKEM768PrivateKey.from_seed_bytes(private[:MLKEM_SEED]),
        x25519.X25519PrivateKey.from_private_bytes(private[MLKEM_SEED:]),
    )


def seal_to(public: bytes, plain: bytes, info: bytes) -> bytes:
    recipient = MLKEM768X25519PublicKey(
        mlkem.MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC]),
        x25519.X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC:]),
    )
    return SUITE.encrypt(plain, recipient, info)


def open_with(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """Raises SealBroken."""
    try:
        return SUITE.decrypt(sealed, MLKEM768X25519PrivateKey(*_private_parts(private)), info)
    except InvalidTag:
        raise SealBroken from None


class MinuteKeys:
    """The door's keys: one a minute, sealed to the relay when it is made, forgotten when the minute is over."""

    def __init__(self, public_key: bytes) -> None:
        self._public = public_key
        self._until: datetime | None = None
        self._now: tuple[UUID, bytes, Callable[[bytes], bytes]]

    def current(self, now: datetime) -> tuple[UUID, bytes, Callable[[bytes], bytes]]:
        """The key's id, the key sealed to the relay, and a function that seals one message under it."""
        if self._until is None or not (self._until - MINUTE <= now < self._until):
            self._until = now + MINUTE
            self._now = self._fresh()
        return self._now

    def _fresh(self) -> tuple[UUID, bytes, Callable[[bytes], bytes]]:
        key, ident = new_key(), uuid4()
        box, context = Box(key), ident.bytes
        return (
            ident,
            seal_to(self._public, key, MINUTE_KEY_INFO + context),
            lambda plain: box.seal(plain, context),
        )


def open_minute_key(private: bytes, ident: UUID, sealed_key: bytes) -> Box:
    """The relay's half of `MinuteKeys`. Raises SealBroken. Messages open with `ident.bytes` as context."""
    return Box(open_with(private, sealed_key, MINUTE_KEY_INFO + ident.bytes))


def context(*parts: object) -> bytes:
    """Where sealed bytes belong, as `Box` wants it."""
    return "|".join(str(part) for part in parts).encode()
