"""Gemeenten, the taxonomy and the organisations: known once, for all pilots."""
