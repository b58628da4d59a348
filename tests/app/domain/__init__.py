"""The house's rules, as sentences."""
