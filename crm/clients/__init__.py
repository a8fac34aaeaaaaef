"""Who the clients are: people, households, organisations, how to reach them, how to find them."""
