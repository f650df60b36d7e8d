"""Published case reviews as dated rows, read so that a case can be played as it was known."""
