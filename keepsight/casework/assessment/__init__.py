"""Assessments: begun, written with what partners know, handed in, agreed by a manager or returned.
No assessment ends a concern."""
