"""The same people: pairs that may be one client, and groups that may be one family."""
