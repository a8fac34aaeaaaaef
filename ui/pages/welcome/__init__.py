"""The first day of a shop."""
