"""Tests of the command line: each command through `run`, and a few real processes."""
