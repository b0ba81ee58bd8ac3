"""Organisations that take part in a pilot: registration, import, the sociale kaart."""
