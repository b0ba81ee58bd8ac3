"""What happens to an open meeting and to who signs up for it."""
