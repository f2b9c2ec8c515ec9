"""Settings are refused at start, in one sentence that names the variable and holds no secret."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from satark.settings import Bind, SettingsError, load, socket_dir


def test_nothing_set_means_the_documented_defaults() -> None:
    settings = load({})

    assert settings.data_dir == Path("var").absolute()
    assert settings.keys_dir == Path("var/keys").absolute()
    assert settings.graph_url == "https://graph.facebook.com/v26.0"
    assert settings.media_hosts == ("fbsbx.com", "fbcdn.net")
    assert settings.edge_bind == Bind("127.0.0.1", 8001)
    assert settings.console_bind == Bind("127.0.0.1", 8000)
    assert settings.simulator_bind == Bind("127.0.0.1", 8002)
    assert not settings.rehearsal


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SATARK_PROCESS", "root"),
        ("SATARK_DATABASE_URL", "mysql://localhost/satark"),
        ("SATARK_DATABASE_URL", "postgresql://satark_owner@localhost/satark"),
        ("SATARK_DATABASE_URL", "postgresql://:geheim-word@localhost/satark"),
        ("SATARK_DATABASE_URL", "postgresql://localhost/satark?user=satark_owner"),
        ("SATARK_DATABASE_URL", "postgresql://localhost/satark?password=geheim-word"),
        ("SATARK_DATABASE_URL", "postgresql://localhost"),
        ("SATARK_GRAPH_URL", "graph.facebook.com/v26.0"),
        ("SATARK_GRAPH_URL", "ftp://graph.facebook.com/v26.0"),
        ("SATARK_GRAPH_URL", "https://graph.facebook.com"),
        ("SATARK_GRAPH_URL", "https://graph.facebook.com/latest"),
        ("SATARK_GRAPH_URL", "https://graph.facebook.com/v26.0?debug=all"),
        ("SATARK_GRAPH_URL", "http://graph.facebook.com/v26.0"),
        ("SATARK_CALLBACK_URL", "http://satark.example/webhooks/whatsapp"),
        ("SATARK_CALLBACK_URL", "https://satark.example/"),
        ("SATARK_CALLBACK_URL", "https:///webhooks/whatsapp"),
        ("SATARK_CALLBACK_URL", f"https://satark.example/{'x' * 200}/webhooks/whatsapp"),
        ("SATARK_MEDIA_HOSTS", "https://lookaside.fbsbx.com"),
        ("SATARK_MEDIA_HOSTS", " , "),
        ("SATARK_EDGE_BIND", "8001"),
        ("SATARK_EDGE_BIND", "127.0.0.1:"),
        ("SATARK_EDGE_BIND", "127.0.0.1:0"),
        ("SATARK_EDGE_BIND", "127.0.0.1:70000"),
        ("SATARK_EDGE_BIND", "127.0.0.1:८००१"),
        ("SATARK_CONSOLE_BIND", "not a host:8000"),
        ("SATARK_SIMULATOR_BIND", ":8002"),
    ],
)
def test_a_wrong_value_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load({variable: value})

    assert variable in str(refused.value)
    assert "geheim-word" not in str(refused.value)


def test_the_public_address_of_the_webhook_is_taken_as_it_is() -> None:
    address = "https://satark.example/chandauli/webhooks/whatsapp"

    assert load({}).callback_url == ""
    assert load({"SATARK_CALLBACK_URL": address}).callback_url == address


def test_secrets_print_as_stars() -> None:
    secret = "geheim-word-9041"

    settings = load(
        {
            "SATARK_GRAPH_TOKEN": secret,
            "SATARK_APP_SECRETS": f"{secret},{secret}2",
            "SATARK_VERIFY_TOKEN": secret,
            "SATARK_ADMIN_DATABASE_URL": f"postgresql://postgres:{secret}@localhost/postgres",
        }
    )

    assert secret not in f"{settings!r} {settings!s} {settings.graph_token} {settings.app_secrets}"
    assert settings.graph_token.reveal() == secret
    assert [each.reveal() for each in settings.app_secrets] == [secret, secret + "2"]
    with pytest.raises(TypeError):
        pickle.dumps(settings.graph_token)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", True),
        ("https://fbsbx.com/x", True),
        ("https://scontent.xx.fbcdn.net/x", True),
        ("http://lookaside.fbsbx.com/x", False),
        ("https://fbsbx.com.evil.example/x", False),
        ("https://evilfbsbx.com/x", False),
        ("https://fbsbx.com@evil.example/x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_the_token_goes_only_to_metas_hosts(url: str, allowed: bool) -> None:
    assert load({}).may_fetch(url) is allowed


def test_a_rehearsal_fetches_from_its_own_address_only() -> None:
    settings = load(
        {"SATARK_MEDIA_HOSTS": "127.0.0.1:8002", "SATARK_GRAPH_URL": "http://127.0.0.1:8002/v26.0"}
    )

    assert settings.rehearsal
    assert settings.may_fetch("http://127.0.0.1:8002/media/1")
    assert not settings.may_fetch("http://127.0.0.1:8003/media/1")


def test_a_deep_folder_still_gives_a_socket_path_that_the_kernel_takes() -> None:
    deep = Path("/" + "x" * 120) / "var"

    assert len(str(socket_dir(deep)) + "/.s.PGSQL.5432.lock") < 107
    assert socket_dir(deep) != socket_dir(deep / "other")
    assert socket_dir(Path("/srv/satark/var")) == Path("/srv/satark/var/postgres/run")


def test_a_place_that_is_taken_is_named() -> None:
    taken = Bind("127.0.0.1", 0)
    with taken.listen("SATARK_EDGE_BIND") as listening:
        port = listening.getsockname()[1]

        with pytest.raises(SettingsError, match="SATARK_CONSOLE_BIND"):
            Bind("127.0.0.1", port).listen("SATARK_CONSOLE_BIND")


def test_every_setting_is_documented() -> None:
    root = Path(__file__).resolve().parents[2]
    used = set(re.findall(r"SATARK_[A-Z_]+", (root / "satark/settings.py").read_text()))
    documented = set(re.findall(r"SATARK_[A-Z_]+", (root / "docs/settings.md").read_text()))

    assert used <= documented
