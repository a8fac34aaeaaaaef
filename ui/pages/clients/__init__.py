"""The clients: everybody in one list, filtered, kept as lists, and many of them changed at once."""
