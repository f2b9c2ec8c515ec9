"""Fixed lists of what a cell writes down about a tip, so that it can be counted, and said in either language."""

from __future__ import annotations

CREDIBILITY = ("firm", "likely", "doubtful", "unknown")
"""How far the telling itself can be believed."""
CORROBORATION = ("seen", "evidence", "second_source", "record", "none")
"""What speaks for it besides: a look at the spot, the files, another source, a record; or nothing yet."""
GROUND = ("cognizable", "preventive", "other_law", "department", "no_ground")
"""By what law something may be done: BNSS 173, BNSS 126/135/170, a special law, another department's, none."""
SENSITIVE = frozenset({"cow", "conversion"})
"""Categories in which no post is directed before a supervisor has let it go on."""

FACTS = {
    "violence": "मारपीट/हिंसा हो रही है",
    "held": "किसी को रोककर रखा गया है",
    "weapons": "हथियार हैं",
    "fire": "आग लगी है",
    "child": "बच्चा ख़तरे में है",
    "woman": "महिला ख़तरे में है",
    "injured": "कोई घायल है",
    "explosive": "विस्फोटक रखा है",
}
"""What may go out at once of a tip in urgent danger. Stations read Hindi."""

LEVELS = ("none", "station", "gazetted", "district", "range")
"""Which policemen a tip is about: nobody; up to inspector; CO or ASP; the SP; the range."""
