"""`python -m bench.clock.seed MANY SECONDS`: so many complaints, forwarded so many seconds ago; run as the owner."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta


def main() -> None:
    many, seconds = int(sys.argv[1]), int(sys.argv[2])
    from satark.config.command_line import begin

    begin("owner", django=True)
    from bench.clock import district

    now = datetime.now(UTC)
    district.settle(now - timedelta(days=800))
    district.complaints(many, at=now - timedelta(seconds=seconds))


if __name__ == "__main__":
    main()
