"""Taking out what was begun in error."""
