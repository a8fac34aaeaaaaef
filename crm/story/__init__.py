"""What happened and what to remember: visits, purchases, notes, promises, wishes."""
