"""Each process finds its own keys and no other's; what exists is never overwritten."""

import stat
from pathlib import Path

import pytest

from satark.vault import keystore, sealing
from satark.vault.keystore import HELD, PROCESSES, KeyMissing


def test_a_process_holds_exactly_its_own_keys(tmp_path: Path) -> None:
    keystore.create(tmp_path)

    for process in PROCESSES:
        files = {path.name for path in (tmp_path / process).iterdir()}
        assert files == HELD[process]


def test_only_the_owner_can_read_a_key(tmp_path: Path) -> None:
    keystore.create(tmp_path)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*/*")}

    assert modes == {0o400}


def test_making_keys_again_changes_none(tmp_path: Path) -> None:
    keystore.create(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.glob("*/*")}

    keystore.create(tmp_path)

    assert {path: path.read_bytes() for path in tmp_path.glob("*/*")} == before


def test_a_half_made_store_is_completed_with_keys_that_fit(tmp_path: Path) -> None:
    keystore.create(tmp_path)
    (tmp_path / "edge" / "relay_public").unlink()
    (tmp_path / "console" / "cases").unlink()

    keystore.create(tmp_path)

    relay, edge = keystore.read(tmp_path, "relay"), keystore.read(tmp_path, "edge")
    assert edge.relay_public == sealing.public_half(relay.relay_private)
    assert keystore.read(tmp_path, "console").cases == relay.cases


def test_a_missing_key_is_named_and_its_content_never(tmp_path: Path) -> None:
    keystore.create(tmp_path)
    (tmp_path / "relay" / "tags").unlink()

    with pytest.raises(KeyMissing, match="relay/tags"):
        keystore.read(tmp_path, "relay")


def test_keys_do_not_print(tmp_path: Path) -> None:
    keystore.create(tmp_path)

    assert repr(keystore.read(tmp_path, "relay")) == "Keys()"
