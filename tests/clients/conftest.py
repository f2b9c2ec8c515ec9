"""What every test of the clients shares."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _no_authorities(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing here speaks TLS; each client would load all the world's authorities, half of the time a test takes."""
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
