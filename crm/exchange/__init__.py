"""In and out: spreadsheets and address books."""
