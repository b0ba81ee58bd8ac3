"""What happens with partners: one file per noun."""
