"""The page of one finding."""
