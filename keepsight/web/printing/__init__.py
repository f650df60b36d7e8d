"""Printing: chronology, plan and minutes as PDF, and the copy for who asks what is held."""
