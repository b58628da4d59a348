"""The API server: an ordered log per venue, state, pairing, live stream; knows no restaurant."""
