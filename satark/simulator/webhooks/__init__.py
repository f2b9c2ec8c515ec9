"""What Meta tells by webhook: with which bytes, in which order, when, and where to."""
