"""The page of one child: what is open, what was found, the timeline and the chronology."""
