"""The public pages of the outbox: the post box of the demo, having no more mail, and post that comes back."""
