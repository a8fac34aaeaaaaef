"""The sheets that write something down: a visit, somebody new, and the forms."""
