"""The profile: one person, from the first day to the next."""
