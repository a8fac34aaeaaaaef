"""What is measured, and against what, in one run."""
