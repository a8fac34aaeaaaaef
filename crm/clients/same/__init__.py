"""Finding the clients that are one person: blocking, scoring, and the reasons in words."""
