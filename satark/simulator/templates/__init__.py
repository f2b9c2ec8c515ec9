"""Templates: what may be filed, what is filed, and how one is filled in."""
