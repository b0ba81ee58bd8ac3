"""What this app itself adds to the pages of a pilot, one module a subject."""
