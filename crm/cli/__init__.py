"""The jobs a person scripts: the same services as the window, without a screen."""

from crm.cli.command_line import main

__all__ = ["main"]
