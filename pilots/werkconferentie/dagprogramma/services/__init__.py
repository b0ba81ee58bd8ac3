"""What happens on the day: who changes workshop, and what is printed."""
