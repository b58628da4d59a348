"""What a screen shows, in QtCore alone; knows no widgets and no SQL."""
