"""Whether a number is set up at WhatsApp as it should be: what is asked, what is expected, what to do about the rest."""

from __future__ import annotations

from satark.channels.whatsapp.setup.checks import Certificate, OurNumber
from satark.channels.whatsapp.setup.findings import Finding
from satark.channels.whatsapp.setup.rounds import Expected, examine, offered

__all__ = ["Certificate", "Expected", "Finding", "OurNumber", "examine", "offered"]
