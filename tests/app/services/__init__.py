"""What staff can do with the book."""
