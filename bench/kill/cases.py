"""`python -m bench.kill.cases`: every case as JSON, read like the DIG's cell reads it: the console's role, rights and keys."""

from __future__ import annotations

import json
import os
import sys

OFFICER = "cell-varanasi-range"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "satark.config.django_settings"
    import django

    django.setup()
    from satark import clock
    from satark.accounts.models import Officer
    from satark.accounts.services import sign_in
    from satark.jurisdiction.rights import acting_as

    officer = Officer.objects.get(username=OFFICER)
    secret = sign_in(officer, now=clock.now())
    with acting_as(secret):
        json.dump(_cases(), sys.stdout)


def _cases() -> list[dict[str, object]]:
    from satark import clock
    from satark.cases import queries
    from satark.cases.models import Case

    now = clock.now()
    pages = [queries.case_page(ident, now=now) for ident in Case.objects.values_list("id", flat=True)]
    return [
        {
            "id": str(page.line.id),
            "category": page.line.category,
            "police": page.line.police,
            "reports": sum(statement.kind == "report" for statement in page.statements),
            "words": [
                text
                for statement in page.statements
                for text in (*(answer for _, answer in statement.answers), *statement.said)
            ],
        }
        for page in pages
    ]


if __name__ == "__main__":
    main()
