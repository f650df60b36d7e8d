"""Opening a record in an emergency, and judging it afterwards."""
