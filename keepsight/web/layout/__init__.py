"""What every page has: the name, who is signed in, the way round, and whether it is a demo."""
