"""The meetings and their checklists on the pages of a pilot."""
