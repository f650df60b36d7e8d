"""Drift planted on purpose: one story for each rule, told in some families at known places."""
