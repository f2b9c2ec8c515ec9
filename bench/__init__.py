"""Load and kills: what Satark does under both, measured from outside through its real processes."""
