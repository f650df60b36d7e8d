"""Which systems of agencies are let in: pages for directors and team managers."""
