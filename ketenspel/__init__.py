"""The ketenspel and the opbrengst; the apps of this wing come with the game."""
