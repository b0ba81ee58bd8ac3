"""The beheerder's pages about gemeenten, and their colours and logo."""
