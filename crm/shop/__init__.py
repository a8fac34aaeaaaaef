"""The shop's own settings, words and staff."""
