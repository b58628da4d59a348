"""What screens show, without screens."""
