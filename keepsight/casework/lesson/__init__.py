"""Lessons that people write down as rules: drafted, tried, published, withdrawn."""
