"""The rules, for everybody to read."""
