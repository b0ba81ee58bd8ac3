"""The pages of who may come."""
