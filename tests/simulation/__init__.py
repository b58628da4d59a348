"""A whole house in one thread, whose clock, lines, disks and chance belong to a seed."""
