"""Mirrors app/, room for room."""
