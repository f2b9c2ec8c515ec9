"""One sender's hundred thousand messages in front of the real processes, and what everybody else notices of them."""
