"""Writing a lesson down as a rule: its form step by step, trying it, publishing it."""
