"""What the ledger file promises."""
