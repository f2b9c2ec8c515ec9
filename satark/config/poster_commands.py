"""`satark poster …` on the command line. What the commands do is in `poster.py`, read only when one is called."""

from __future__ import annotations

import argparse
from pathlib import Path

from satark.config.command_line import Commands, begin, command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    make_ = command(commands, "make", make, "draw a poster, with a code of its own to be counted by")
    make_.add_argument("--unit", required=True, help="code of the unit where it hangs, for example chandauli")
    make_.add_argument(
        "--place", required=True, help='where it hangs, in a few words: "Balua ghat, tea stall"'
    )
    make_.add_argument(
        "--language", default="hi,en", help="languages on it, the first one large (default: hi,en)"
    )
    make_.add_argument("-o", "--output", type=Path, required=True, help="the PDF to write")
    again = command(commands, "again", draw_again, "draw a poster that there is once more")
    again.add_argument("-o", "--output", type=Path, required=True, help="the PDF to write")
    command(commands, "list", listing, "say which posters there are")
    retire_ = command(commands, "retire", retire, "a poster was taken down: count for it no more")
    for each in (again, retire_):
        each.add_argument("code", help="the code in its lower corner")
    command(commands, "counts", counts, "say how many talks each poster opened (never fewer than five)")


def make(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import poster

    return poster.make(
        unit=chosen.unit, place=chosen.place, languages=chosen.language.split(","), output=chosen.output
    )


def draw_again(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import poster

    return poster.again(chosen.code, output=chosen.output)


def listing(_chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import poster

    return poster.listing()


def retire(chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import poster

    return poster.retire(chosen.code)


def counts(_chosen: argparse.Namespace) -> int:
    begin("owner", django=True)
    from satark.config import poster

    return poster.counts()
