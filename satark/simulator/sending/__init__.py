"""A business sends: what Meta refuses, what it accepts, and what becomes of it."""
