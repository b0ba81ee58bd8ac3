"""What happens: services with a verb."""
