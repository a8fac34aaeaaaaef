"""Labels, envelopes and letters for a list of people."""
