"""Files are sealed frame by frame, read by range, and any tampering is noticed."""

import os
import stat
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satark.evidence import store
from satark.evidence.errors import StoreBroken

KEY = bytes(range(32))
CASE, FILE = uuid4(), uuid4()


def written(root: Path, plain: bytes) -> Path:
    with store.Writer(root, CASE, FILE, KEY) as writer:
        for at in range(0, len(plain), 300_000):
            writer.write(plain[at : at + 300_000])
    return store.path_of(root, CASE, FILE)


def break_off(root: Path) -> None:
    with store.Writer(root, CASE, FILE, KEY) as writer:
        writer.write(b"half")
        raise OSError("no line")


@settings(max_examples=25, deadline=None)
@given(
    size=st.sampled_from([0, 1, 1000, store.FRAME - 1, store.FRAME, store.FRAME + 1, 3 * store.FRAME + 7]),
    at=st.integers(0, 4 * store.FRAME),
    length=st.none() | st.integers(0, 2 * store.FRAME),
)
def test_any_range_reads_back(
    tmp_path_factory: pytest.TempPathFactory, size: int, at: int, length: int | None
) -> None:
    root, plain = tmp_path_factory.mktemp("store"), os.urandom(size)
    written(root, plain)

    read = b"".join(store.read(root, CASE, FILE, KEY, at=at, size=length))

    assert read == (plain[at:] if length is None else plain[at : at + length])
    assert store.size_of(root, CASE, FILE) == size


@pytest.mark.parametrize("harm", ["cut", "flip", "swap"])
def test_tampering_is_noticed(tmp_path: Path, harm: str) -> None:
    path = written(tmp_path, os.urandom(3 * store.FRAME))
    sealed = bytearray(path.read_bytes())
    frame, head = store.FRAME + store.TAG, store.HEADER
    if harm == "cut":
        del sealed[head + 2 * frame :]
    elif harm == "flip":
        sealed[head + 5] ^= 1
    else:
        one, two = sealed[head : head + frame], sealed[head + frame : head + 2 * frame]
        sealed[head : head + 2 * frame] = two + one
    path.write_bytes(sealed)

    with pytest.raises(StoreBroken):
        list(store.read(tmp_path, CASE, FILE, KEY))


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no line"):
        break_off(tmp_path)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_disk_that_is_full_at_the_end_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        written(tmp_path, b"half")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_two_who_write_one_file_at_once_leave_it_whole(tmp_path: Path) -> None:
    plain = os.urandom(2 * store.FRAME + 5)
    with store.Writer(tmp_path, CASE, FILE, KEY) as slow:
        slow.write(plain[: store.FRAME + 1])
        written(tmp_path, plain)
        slow.write(plain[store.FRAME + 1 :])

    assert b"".join(store.read(tmp_path, CASE, FILE, KEY)) == plain


def test_nothing_of_the_content_is_on_the_disk(tmp_path: Path) -> None:
    path = written(tmp_path, b"a frightened villager" * 100)

    assert b"frightened" not in path.read_bytes()


def test_a_listing_of_the_store_tells_nobody_the_hour(tmp_path: Path) -> None:
    path = written(tmp_path, b"said at night")
    with pytest.raises(OSError, match="no line"):
        break_off(tmp_path)

    listed = [path, *(each for each in tmp_path.rglob("*") if each.is_dir())]

    assert len(listed) == 4
    assert {each.stat().st_mtime % (24 * 60 * 60) for each in listed} == {0}


def test_only_the_owner_may_read_a_file(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = written(tmp_path, b"sealed all the same")
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.rglob("*") if each.is_dir()} == {0o700}


def test_reading_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken):
        list(store.read(tmp_path, CASE, uuid4(), KEY))
