"""Reusable widgets that know nothing of what the program is for."""
