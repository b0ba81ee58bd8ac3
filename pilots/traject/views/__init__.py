"""The pages of a pilot."""
