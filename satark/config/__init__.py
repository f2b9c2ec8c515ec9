"""The only place that wires everything: commands, supervisor, database, Django's settings."""
