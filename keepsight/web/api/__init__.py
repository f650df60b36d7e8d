"""The door for the systems of agencies: the same actions as the pages, and the same access."""
