"""Cover: who stands in for whom while they are away."""
