"""Paper for a list of people: labels, envelopes and letters."""
