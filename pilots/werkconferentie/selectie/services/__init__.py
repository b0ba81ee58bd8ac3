"""What can be done with a mix rule and its draw."""
