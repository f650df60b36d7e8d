"""How a Keepsight is set up: its settings, its addresses and its database."""
