"""Bring in: files of other programs, looked at first and taken back as one."""
