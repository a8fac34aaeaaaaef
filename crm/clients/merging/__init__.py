"""Two clients who are one person: looked at field by field, made one, and parted again."""
