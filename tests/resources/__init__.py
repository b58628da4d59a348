"""Colours, words and pictures."""
