"""The certificate of our webhook, looked at on this machine: good, of an unknown authority, for another name, not there."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from satark.channels.whatsapp.setup.certificate import look
from satark.channels.whatsapp.setup.checks import Certificate

ENDS = dt.datetime(2049, 6, 1, tzinfo=dt.UTC)


def certified(folder: Path, address: str = "127.0.0.1") -> Path:
    """A self-made certificate and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "satark test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(ENDS - dt.timedelta(days=9000))
        .not_valid_after(ENDS)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def looked_at(pem: Path, *, trusted: bool) -> Certificate | None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(pem)
    trust = ssl.create_default_context(cafile=str(pem) if trusted else None)

    async def story() -> Certificate | None:
        async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server = await asyncio.start_server(say_nothing, "127.0.0.1", 0, ssl=serving)
        async with server:
            port = server.sockets[0].getsockname()[1]
            return await look(f"https://127.0.0.1:{port}/webhooks/whatsapp", trust=trust)

    return asyncio.run(story())


def test_a_good_one_tells_until_when(tmp_path: Path) -> None:
    assert looked_at(certified(tmp_path), trusted=True) == Certificate(ENDS)


def test_one_of_an_unknown_authority_is_refused_as_whatsapp_refuses_it(tmp_path: Path) -> None:
    found = looked_at(certified(tmp_path), trusted=False)

    assert found is not None
    assert found.ends is None
    assert "self-signed" in found.problem


def test_one_for_another_name_is_refused(tmp_path: Path) -> None:
    found = looked_at(certified(tmp_path, "127.0.0.9"), trusted=True)

    assert found is not None
    assert "127.0.0.1" in found.problem


def test_an_address_that_does_not_answer_is_said_so() -> None:
    found = asyncio.run(look("https://127.0.0.1:1/webhooks/whatsapp"))

    assert found is not None
    assert "does not answer" in found.problem


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:8001/webhooks/whatsapp"])
def test_an_address_without_tls_needs_none(url: str) -> None:
    assert asyncio.run(look(url)) is None
