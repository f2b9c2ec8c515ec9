"""A process that was set up wrongly refuses to start, in one sentence that names what is wrong and shows no secret."""

from __future__ import annotations

import subprocess
import sys

import pytest

from satark import settings
from satark.settings import Process

SECRET = "pk-915550010001"

WRONG: dict[str, tuple[Process, dict[str, str], str]] = {
    "no app secret": ("edge", {"SATARK_APP_SECRETS": " , "}, "SATARK_APP_SECRETS"),
    "no verify token": ("edge", {"SATARK_VERIFY_TOKEN": ""}, "SATARK_VERIFY_TOKEN"),
    "a password in the address": (
        "edge",
        {"SATARK_DATABASE_URL": f"postgresql://me:{SECRET}@db/satark"},
        "SATARK_DATABASE_URL",
    ),
    "another kind of database": (
        "worker",
        {"SATARK_DATABASE_URL": "mysql://db/satark"},
        "SATARK_DATABASE_URL",
    ),
    "no token": ("relay", {"SATARK_GRAPH_TOKEN": ""}, "SATARK_GRAPH_TOKEN"),
    "the token over plain http": (
        "relay",
        {"SATARK_GRAPH_URL": "http://example.org/v26.0"},
        "SATARK_GRAPH_URL",
    ),
    "no version": ("relay", {"SATARK_GRAPH_URL": "https://graph.facebook.com"}, "SATARK_GRAPH_URL"),
    "a media address in place of a host": (
        "relay",
        {"SATARK_MEDIA_HOSTS": "https://x.org/"},
        "SATARK_MEDIA_HOSTS",
    ),
    "a port that is none": ("console", {"SATARK_CONSOLE_BIND": "127.0.0.1:99999"}, "SATARK_CONSOLE_BIND"),
    "no port": ("console", {"SATARK_CONSOLE_BIND": "everywhere"}, "SATARK_CONSOLE_BIND"),
    "no keys for the relay": ("relay", {"SATARK_KEYS": "/nowhere"}, "relay/"),
    "no keys for the console": ("console", {"SATARK_KEYS": "/nowhere"}, "console/"),
    "no keys for the worker": ("worker", {"SATARK_KEYS": "/nowhere"}, "worker/"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_setting_is_refused_at_start_by_its_name(what: str) -> None:
    process, wrong, named = WRONG[what]
    ours = settings.current()
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SATARK_DATA_DIR": str(ours.data_dir),
        "SATARK_DATABASE_URL": ours.database_address,
        "SATARK_KEYS": str(ours.keys_dir),
        "SATARK_GRAPH_TOKEN": SECRET,
        "SATARK_APP_SECRETS": SECRET,
        "SATARK_VERIFY_TOKEN": SECRET,
        **wrong,
    }

    done = subprocess.run(
        [sys.executable, "-I", "-m", "satark.config.commands", process],
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert done.returncode == 2
    assert named in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert SECRET not in done.stdout + done.stderr
