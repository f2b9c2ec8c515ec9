"""Kills at random moments under load, and an outside ledger that says what was lost or doubled by them."""
