"""The day itself: who is inside, and what lies on the table."""
