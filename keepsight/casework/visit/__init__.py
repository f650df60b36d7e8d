"""What a worker records while it is fresh: visits, appointments, supervision and what a child said,
of one child or of brothers and sisters at once, and what comes next."""
