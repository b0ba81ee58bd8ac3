"""The run sheet of a meeting: planned, run live, printed, and remembered."""
