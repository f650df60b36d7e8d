"""Keepsight keeps every concern about a child in sight, across every agency, until a named person
answers it."""
