"""What people type on the pages of a pilot."""
