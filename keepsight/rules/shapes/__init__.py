"""The shapes of rules. Each has two faces, written apart and held against each other by tests:
plain Python over one child's history, and SQL over the tables of a whole population."""
