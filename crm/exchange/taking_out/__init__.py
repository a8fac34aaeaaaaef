"""Taking people out: as a table, a workbook or an address book that any program can read."""
