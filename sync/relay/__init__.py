"""The house relay: a hub that keeps a house's devices together, and itself with its upstream."""
