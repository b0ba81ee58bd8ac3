"""Who signs in, and the second factor."""
