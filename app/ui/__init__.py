"""Widgets: draw what view-models hold and ask through signals; knows nothing below them."""
