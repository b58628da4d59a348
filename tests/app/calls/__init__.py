"""What caller-ID feeds promise."""
