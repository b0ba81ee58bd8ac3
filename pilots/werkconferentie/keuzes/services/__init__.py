"""What can be done with the wishes of guests."""
