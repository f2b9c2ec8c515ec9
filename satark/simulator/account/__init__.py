"""What Meta decides about an account and its templates by itself, and tells."""
