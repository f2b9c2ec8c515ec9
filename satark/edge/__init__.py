"""The webhook door: verify, split, seal, store, answer. It can open nothing, and it reads nothing back."""
