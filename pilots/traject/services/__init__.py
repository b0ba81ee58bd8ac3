"""What happens around a pilot: planning it, its template, its meetings, its people."""
