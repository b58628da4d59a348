"""Agreement between devices: changes, clock, merge, outbox, engine, hub; knows no restaurant."""
