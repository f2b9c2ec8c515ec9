"""`2 photos, 1 recording`: what was received, counted in words."""

from __future__ import annotations

from collections.abc import Mapping

from satark.dialogues.catalogue import Words

_SHOWN_AS = {"photo": "photo", "video": "video", "voice": "voice", "audio": "voice", "document": "document"}


def files_counted(counts: Mapping[str, int], words: Words) -> list[str]:
    """One entry for each kind that came, recordings of both sorts together."""
    totals: dict[str, int] = {}
    for kind, shown_as in _SHOWN_AS.items():
        if counts.get(kind):
            totals[shown_as] = totals.get(shown_as, 0) + counts[kind]
    return [_counted(kind, total, words) for kind, total in totals.items()]


def _counted(kind: str, total: int, words: Words) -> str:
    return words.say(f"n.{kind}.one" if total == 1 else f"n.{kind}", lambda name: str(total))
