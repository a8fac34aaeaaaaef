"""Small programs that are started, and measured, as whole processes."""
