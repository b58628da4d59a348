"""One typed function per use case: read, decide, commit. Window, commands and feeds all come here."""
