"""Who is invited to a meeting, what they answer, and the one personal page of every guest."""
