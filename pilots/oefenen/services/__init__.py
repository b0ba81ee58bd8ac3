"""What can be done to practise."""
