"""What every page has: the name, who is signed in, the way round, and what kind of place this is."""
