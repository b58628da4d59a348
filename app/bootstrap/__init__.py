"""The one room that builds long-lived objects and connects the others."""
