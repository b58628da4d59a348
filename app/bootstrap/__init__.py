"""Builds the long-lived objects and connects the rooms; the one room that knows them all."""
