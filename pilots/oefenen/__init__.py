"""Practise with a pilot: a copy with invented people, in which everything works and nothing leaves the building."""
