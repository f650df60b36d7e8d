"""How long things take on this machine, each beside a floor: the least that such a thing could cost
here. docs/performance.md keeps the figures."""
