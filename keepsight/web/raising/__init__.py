"""Raising a concern, for any agency, in three short steps: who, what, check and send."""
