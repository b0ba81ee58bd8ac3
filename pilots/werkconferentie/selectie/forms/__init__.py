"""Forms of the mix rule."""
