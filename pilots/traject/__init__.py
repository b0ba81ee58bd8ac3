"""A pilot: its people, its six meetings, its overview."""
