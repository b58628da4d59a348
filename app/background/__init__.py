"""The one room where work leaves the UI thread: sync rounds and feeds, on threads of theirs."""
