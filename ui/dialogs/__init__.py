"""What stands before the window for a moment: the palette, the list of keys, a problem."""
