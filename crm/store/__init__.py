"""The data file: connection, write gateway, migrations, undo log, search index, backup."""
