"""Settings: read from the environment once, refused at start with one sentence that names the variable."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import parse_qs, quote, urlsplit

Process = Literal["owner", "edge", "relay", "console", "worker", "simulator"]
"""Who is asking. `owner` is the person at the command line: migrations, `number add`, tests."""

DATABASE = "satark"
SOCKET_DIR_LIMIT = 85
"""The kernel takes 107 bytes; PostgreSQL adds the socket's name and its lock file's ending."""

META_GRAPH_URL = "https://graph.facebook.com/v26.0"
META_MEDIA_HOSTS = "fbsbx.com,fbcdn.net"
SMS_BODY = '{"to": "{number}", "text": "{text}"}'


class SettingsError(Exception):
    """One variable is missing or wrong. The text is for the administrator and holds no secret."""


class Secret:
    """A value that must not be printed: `str`, `repr` and logs show stars."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "***" if self._value else "''"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not pickled")


@dataclass(frozen=True, slots=True)
class Bind:
    """Where a process listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self}"

    def listen(self, variable: str) -> socket.socket:
        """A listening socket. Raises SettingsError when the place is taken or not ours."""
        listening = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((self.host, self.port))
            listening.listen(2048)
        except OSError as problem:
            listening.close()
            raise SettingsError(f"{variable}: cannot listen on {self} ({problem.strerror}).") from None
        return listening

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Settings:
    process: Process
    data_dir: Path
    database_url: str
    """Names no user. Empty: the embedded PostgreSQL in `data_dir`."""
    admin_database_url: Secret
    """Superuser's address of an external server; only `satark db init` looks at it."""
    keys_dir: Path
    graph_url: str
    media_hosts: tuple[str, ...]
    graph_token: Secret
    app_secrets: tuple[Secret, ...]
    verify_token: Secret
    edge_bind: Bind
    console_bind: Bind
    simulator_bind: Bind
    callback_url: str = ""
    """The public address of our webhook, as it must stand at WhatsApp. Empty: nobody can tell whether it does."""
    sms_url: str = ""
    """Where the SMS gateway takes a POST. Empty: none."""
    sms_body: str = ""
    sms_token: Secret = field(default_factory=lambda: Secret(""))
    sms_drop: Path | None = None
    """A folder that takes SMS where there is no gateway over HTTP."""
    rehearsal_clock: Path | None = None
    """Where a rehearsal says how its time passes (`satark.clock`); only beside a pretend WhatsApp on this machine."""

    @property
    def database_address(self) -> str:
        """Where the database is, for psycopg; user and password are given beside it."""
        if self.database_url:
            return self.database_url
        return f"postgresql:///{DATABASE}?host={quote(str(socket_dir(self.data_dir)), safe='')}"

    @property
    def rehearsal(self) -> bool:
        """Whether we talk to a pretend WhatsApp on this machine."""
        return is_loopback(urlsplit(self.graph_url).hostname or "")

    def may_fetch(self, url: str) -> bool:
        """Whether a media address may be fetched with the Graph token.

        A host counts with everything below it; plain http only on this machine.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
            return False
        return any(
            host == allowed or host.endswith("." + allowed) or parts.netloc == allowed
            for allowed in self.media_hosts
        )


def load(environ: Mapping[str, str]) -> Settings:
    """Parse and check everything. Raises SettingsError."""
    data_dir = Path(environ.get("SATARK_DATA_DIR") or "var").absolute()
    return Settings(
        process=_process(environ.get("SATARK_PROCESS") or "owner"),
        data_dir=data_dir,
        database_url=_database_url("SATARK_DATABASE_URL", environ.get("SATARK_DATABASE_URL", "")),
        admin_database_url=Secret(environ.get("SATARK_ADMIN_DATABASE_URL", "")),
        keys_dir=Path(environ.get("SATARK_KEYS") or data_dir / "keys").absolute(),
        graph_url=_graph_url("SATARK_GRAPH_URL", environ.get("SATARK_GRAPH_URL") or META_GRAPH_URL),
        media_hosts=_hosts("SATARK_MEDIA_HOSTS", environ.get("SATARK_MEDIA_HOSTS") or META_MEDIA_HOSTS),
        graph_token=Secret(environ.get("SATARK_GRAPH_TOKEN", "")),
        app_secrets=_secrets(environ.get("SATARK_APP_SECRETS", "")),
        verify_token=Secret(environ.get("SATARK_VERIFY_TOKEN", "")),
        edge_bind=_bind("SATARK_EDGE_BIND", environ.get("SATARK_EDGE_BIND") or "127.0.0.1:8001"),
        console_bind=_bind("SATARK_CONSOLE_BIND", environ.get("SATARK_CONSOLE_BIND") or "127.0.0.1:8000"),
        simulator_bind=_bind(
            "SATARK_SIMULATOR_BIND", environ.get("SATARK_SIMULATOR_BIND") or "127.0.0.1:8002"
        ),
        callback_url=_callback_url("SATARK_CALLBACK_URL", environ.get("SATARK_CALLBACK_URL", "")),
        sms_url=_sms_url("SATARK_SMS_URL", environ.get("SATARK_SMS_URL", "")),
        sms_body=_sms_body("SATARK_SMS_BODY", environ.get("SATARK_SMS_BODY") or SMS_BODY),
        sms_token=Secret(environ.get("SATARK_SMS_TOKEN", "")),
        sms_drop=_folder(environ.get("SATARK_SMS_DROP", "")),
        rehearsal_clock=_clock_file(environ.get("SATARK_REHEARSAL_CLOCK", "")),
    )


@cache
def current() -> Settings:
    """This process' settings: the only look at the real environment."""
    return load(os.environ)


def assume(process: Process) -> Settings:
    """Say which process this is. Only the command line calls it, before anything else has asked."""
    os.environ["SATARK_PROCESS"] = process
    current.cache_clear()
    return current()


def socket_dir(data_dir: Path) -> Path:
    """Where the embedded PostgreSQL listens. A socket's path may have about 100 bytes: then a short one."""
    ordinary = data_dir / "postgres" / "run"
    if len(os.fsencode(ordinary)) <= SOCKET_DIR_LIMIT:
        return ordinary
    mark = sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(f"/tmp/satark-{os.getuid()}-{mark}")  # noqa: S108 - private (0700) and checked when it is made


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _process(value: str) -> Process:
    if value not in get_args(Process):
        raise SettingsError(f"SATARK_PROCESS must be one of {', '.join(get_args(Process))}.")
    return cast(Process, value)


def _database_url(name: str, value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SettingsError(f"{name} must look like postgresql://host:port/satark.")
    if parts.username or parts.password or {"user", "password"} & parse_qs(parts.query).keys():
        raise SettingsError(
            f"{name} must name no user and no password: each process has its own in the key store."
        )
    if len(parts.path) < 2:
        raise SettingsError(f"{name} must end in the name of the database, for example /satark.")
    return value


def _graph_url(name: str, value: str) -> str:
    parts = urlsplit(value.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{name} must be a web address such as {META_GRAPH_URL}.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise SettingsError(f"{name} must begin with https:// unless it points at this machine.")
    if not re.fullmatch(r"/v\d{1,3}\.\d{1,2}", parts.path) or parts.query or parts.fragment:
        raise SettingsError(f"{name} must end in the version of the Graph API, for example /v26.0.")
    return value.rstrip("/")


def _callback_url(name: str, value: str) -> str:
    parts = urlsplit(value)
    if (
        value
        and parts.scheme != "https"
        and not (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    ):
        raise SettingsError(f"{name} must begin with https:// unless it points at this machine.")
    if value and (not parts.hostname or not parts.path.endswith("/webhooks/whatsapp") or len(value) > 200):
        raise SettingsError(f"{name} must end in /webhooks/whatsapp and have at most 200 characters.")
    return value


def _hosts(name: str, value: str) -> tuple[str, ...]:
    hosts = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    for host in hosts:
        if not re.fullmatch(r"[a-z0-9.-]+(:\d{1,5})?", host):
            raise SettingsError(f"{name} must be host names separated by commas, without https:// or a path.")
    if not hosts:
        raise SettingsError(f"{name} names no host: no photo or recording could be fetched.")
    return hosts


def _sms_url(name: str, value: str) -> str:
    parts = urlsplit(value)
    if value and (not parts.hostname or (parts.scheme != "https" and not is_loopback(parts.hostname))):
        raise SettingsError(f"{name} must begin with https:// unless it points at this machine.")
    if "{" in value:
        raise SettingsError(f"{name} must hold neither number nor text: they belong into SATARK_SMS_BODY.")
    return value


def _sms_body(name: str, value: str) -> str:
    if "{number}" not in value or "{text}" not in value:
        raise SettingsError(f"{name} must hold {{number}} and {{text}} where the provider wants them.")
    return value


def _folder(value: str) -> Path | None:
    return Path(value).absolute() if value else None


def _clock_file(value: str) -> Path | None:
    """Whether it may be used at all is for the clock to say, which knows what it would do."""
    return Path(value).absolute() if value else None


def _secrets(value: str) -> tuple[Secret, ...]:
    return tuple(Secret(part.strip()) for part in value.split(",") if part.strip())


def _bind(name: str, value: str) -> Bind:
    host, colon, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError(f"{name} must be an address and a port such as 127.0.0.1:8001.")
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", host):
        raise SettingsError(f"{name} must be an address and a port such as 127.0.0.1:8001.")
    return Bind(host, int(port))
