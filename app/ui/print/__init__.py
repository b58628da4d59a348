"""Paper: one painter for files, printers and the screen."""
