"""What the watch says of a team, of conferences or of the whole service: counted, never scored, and
about nobody in particular. All of it from intervals, worked out in the database."""
