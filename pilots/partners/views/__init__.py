"""Pages of the partners: one file per noun."""
