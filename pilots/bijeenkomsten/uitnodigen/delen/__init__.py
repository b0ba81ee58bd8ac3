"""What the facilitator's side of inviting adds to the pages of a pilot."""
