"""Forms of the partners."""
