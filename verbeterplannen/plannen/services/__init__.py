"""What happens to a group and its plan, and to what belongs to it."""
