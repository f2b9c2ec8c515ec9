"""Satark: the WhatsApp desk of a police district."""

__version__ = "0.1.0"
