"""Regulars without a screen: importable, scriptable, testable in milliseconds."""

APP_NAME = "Regulars"
APP_ID = "regulars"
__version__ = "0.1.0"
