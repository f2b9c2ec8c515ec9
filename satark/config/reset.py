"""`satark demo-reset`: delete a demo's folder. Never one that is in use, never one that is not a demo's."""

from __future__ import annotations

import shutil

from satark.config import postgres, supervisor
from satark.settings import Settings


def run(settings: Settings) -> int:
    folder = settings.data_dir
    if not folder.exists():
        print("There is nothing to delete.")
        return 0
    if supervisor.running(folder):
        raise supervisor.DemoRefused(f"a demo runs on {folder}: stop it first (Ctrl-C).")
    if not (folder / supervisor.MARK).exists():
        raise supervisor.DemoRefused(f"{folder} was not made by the demo: nothing is deleted.")
    postgres.remove(folder)
    shutil.rmtree(folder)
    print(f"Deleted {folder}.")
    return 0
