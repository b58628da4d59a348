"""The one room where work leaves the UI thread; knows no widgets."""
