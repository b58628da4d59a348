"""Agreement between devices: changes, clocks, merge, outbox, engine and hub; knows no restaurant."""
