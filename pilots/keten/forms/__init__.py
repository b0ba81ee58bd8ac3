"""The forms of the beheerder about gemeenten."""
