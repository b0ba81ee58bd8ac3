"""Pages of accounts: one's own, the beheerder's, and the demo's."""
