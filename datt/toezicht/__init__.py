"""Guarding what people type, and whether the installation is healthy."""
