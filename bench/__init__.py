"""How long things take. Each file measures one thing and prints it; docs/performance.md keeps the
figures."""
