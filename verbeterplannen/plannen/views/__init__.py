"""The pages of groups and plans."""
