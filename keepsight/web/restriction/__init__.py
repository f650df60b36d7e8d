"""Restricting a child's record to named people, and lifting that again."""
