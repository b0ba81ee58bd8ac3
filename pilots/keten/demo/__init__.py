"""The demo of the keten: the fictional gemeente Waterrade and its organisations."""
