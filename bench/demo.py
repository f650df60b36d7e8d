"""From nothing to pages that answer: a fresh clone of what is committed, the set-up, the demo.
Packages come from this machine's cache where it has one."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from bench.figure import Figure, in_words
from bench.running_demo import running_demo

PROJECT = Path(__file__).parents[1]
LIMIT = "120 s, 1.5 GB"


def measure() -> list[Figure]:
    """Each step once: it is too long to do often."""
    with tempfile.TemporaryDirectory(prefix="keepsight-bench-") as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        cloned = _run("git", "clone", "--quiet", PROJECT, clone, cwd=PROJECT)
        set_up = _run("scripts/setup", cwd=clone)
        with running_demo(clone, home) as demo:
            time.sleep(1)
            resting = demo.memory()
        # They are shown in whole seconds.
        steps = [Figure(f"  {what}", f"{took} s" if took else "< 1 s") for what, took in demo.steps]
        rest = demo.seconds - sum(took for _, took in demo.steps)
    return [
        Figure(
            "make demo: fresh clone to pages that answer",
            in_words(cloned + set_up + demo.seconds),
            floor=f"to stay under {LIMIT}",
            note="once; packages from this machine's cache",
        ),
        Figure("  Cloning and installing packages", in_words(cloned + set_up)),
        *steps,
        Figure("  PostgreSQL, tables, counting, starting to serve", in_words(max(rest, 0.0))),
        Figure("  Memory of all processes, at most", f"{demo.most_memory / 2**20:.0f} MB"),
        Figure("  Memory of all processes, serving", f"{resting / 2**20:.0f} MB"),
    ]


def _run(*command: object, cwd: Path) -> float:
    began = time.perf_counter()
    environment = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL")}
    subprocess.run(
        [str(each) for each in command], cwd=cwd, env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - began
