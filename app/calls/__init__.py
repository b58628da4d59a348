"""Caller-ID feeds behind one Protocol, one file per device; knows no Qt and no SQL."""
