"""One file, one rule: what has slipped, shown by the dated facts it rests on, never by a score."""
