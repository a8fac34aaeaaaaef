"""Everything in one zip: to read, to keep, to take to another program, and back in again."""
