"""Invented children, families and authorities, with known drift planted among well-run cases."""
