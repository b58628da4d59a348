"""The headless command line; asks services and prints, knows no Qt."""
