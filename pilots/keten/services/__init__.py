"""What happens around gemeenten, the taxonomy and organisations."""
