"""Webhooks and messages by the hundred thousand, well-formed, bent and broken: what the door, the relay and the preflight make of them."""
