"""`make bench`: runs every measurement in this folder, or those named: `python -m bench append`.

A measurement is a file with a function `measure()` that prints what it found.
"""

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    """Runs the measurements one after another, so that none disturbs the next."""
    every = [each.name for each in pkgutil.iter_modules(bench.__path__) if each.name[0] != "_"]
    chosen = sys.argv[1:] or every
    if unknown := set(chosen) - set(every):
        raise SystemExit(
            f"There is no measurement {', '.join(unknown)}. There are: {', '.join(every)}"
        )
    for name in chosen:
        print(f"\n{name.replace('_', ' ')}")
        importlib.import_module(f"bench.{name}").measure()


if __name__ == "__main__":
    main()
