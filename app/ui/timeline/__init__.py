"""The timeline: the day's tables as rows, its hours as columns; draws and asks, decides nothing."""
