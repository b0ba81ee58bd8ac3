"""Read in a list of organisations and people: proposed line by line, done when it is confirmed."""
