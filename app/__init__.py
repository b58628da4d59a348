"""Noren, a reservation ledger for the host stand: rooms from the window down to the house rules."""
