"""A replay as one self-contained page: the picture, the findings, the concerns, the chronology."""
