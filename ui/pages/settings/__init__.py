"""What the shop chooses for itself."""
