"""Pictures of the window at every size, in both languages and both lights, to be looked at."""
