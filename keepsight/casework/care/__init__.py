"""Legal planning, orders and care: what stands on a day, what was done, and by when the next step
is due, with the law or guidance that says so."""
