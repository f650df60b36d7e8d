"""The plan of a child: its page, its actions, its category and its end, and the end of a case."""
