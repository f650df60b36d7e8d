"""In sight, the first page: what needs looking at, what waits for an answer, what falls due."""
