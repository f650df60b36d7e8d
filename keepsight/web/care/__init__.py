"""The legal status and care of a child: what stands, what is due by when, and what may be recorded
next."""
