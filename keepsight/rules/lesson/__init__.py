"""Lessons that somebody wrote down without a programmer: plain data, and the rule that it makes."""
