"""Pilots: the keten, the trajectory and the partners that take part."""
