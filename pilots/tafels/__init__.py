"""Tables that mix, and the memory of who already sat with whom."""
