"""Pages: they read and translate, they decide nothing."""
