"""What everybody has to do and has been told: families, what is due, the inbox, teams."""
