"""The documents on the pages of a pilot."""
