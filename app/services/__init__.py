"""One typed function per use case: read, decide, commit; window, commands and feeds come here."""
