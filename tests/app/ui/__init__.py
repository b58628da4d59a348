"""The widgets, with real taps and keys."""
