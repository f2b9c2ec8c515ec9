"""What is vendored is exactly what the manifest says, and nothing in it names where it came from."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "satark/console/static/vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())


def test_every_vendored_file_has_the_hash_of_the_manifest() -> None:
    hashes = {entry["file"]: sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() for entry in MANIFEST}

    assert hashes == {entry["file"]: entry["sha256"] for entry in MANIFEST}


def test_the_manifest_names_every_vendored_file() -> None:
    present = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}

    assert present - {"manifest.json"} == {entry["file"] for entry in MANIFEST}


def test_every_entry_says_name_version_and_licence() -> None:
    assert all(entry["name"] and entry["version"] and entry["licence"] for entry in MANIFEST)


def test_vendored_versions_are_those_that_the_lock_file_pins() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    pinned = {entry["name"]: packages[f"node_modules/{entry['name']}"]["version"] for entry in MANIFEST}

    assert pinned == {entry["name"]: entry["version"] for entry in MANIFEST}


def test_the_lock_file_holds_no_address() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text()


def test_styles_ask_nobody_else_for_anything() -> None:
    """No `data:` either: the content security policy of the console has no room for it."""
    styles = [VENDOR / "tabler/tabler.css", VENDOR.parent / "console/console.css"]

    for style in styles:
        for address in re.findall(r"""(?:url\(|@import)\s*["']?([^"')]+)""", style.read_text()):
            assert (style.parent / address).is_file(), address
