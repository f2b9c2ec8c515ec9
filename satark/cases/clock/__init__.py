"""The clock: what is late, by how much, whose seconds they are, and who is told. It judges the record and changes no step of it.

Pure: `rules`, `history`, `clocks`, `lateness`, `ledger`, `day`, and what is owed (`looking` asks the three that say it).
On the database: `rulebooks`, `histories`, `ticks`, `digests`, `ledger_queries`.
"""
