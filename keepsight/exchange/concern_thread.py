"""Which concern a row of a file adds to. Files of other systems do not say; a concern joins the
child's open thread that shares a harm with it, else it opens one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads


class OpenConcerns:
    """The open concern threads of some children, kept up to date row by row."""

    def __init__(self, known: Iterable[Fact] = (), *, on: date | None = None) -> None:
        """Begin with the threads of the `known` facts that are open (on that day, if given)."""
        self._harms: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for thread in threads(known):
            if thread.is_open if on is None else thread.is_open_on(on):
                self._harms[thread.child][thread.concern] = set(thread.harms)

    def sharing(self, child: str, harms: Sequence[str]) -> tuple[str, ...]:
        """The child's open threads that share one of these harms, oldest first."""
        wanted = set(harms)
        return tuple(thread for thread, own in self._harms[child].items() if own & wanted)

    def every(self, child: str) -> tuple[str, ...]:
        """All of the child's open threads, oldest first."""
        return tuple(self._harms[child])

    def harms(self, child: str) -> tuple[str, ...]:
        """The harms of all of the child's open threads, in alphabetical order."""
        return tuple(sorted(set().union(*self._harms[child].values())))

    def thread_for(self, child: str, harms: Sequence[str], *, fact_id: str) -> str:
        """The thread that a concern belongs to: the oldest that shares a harm, else its own.

        The thread is open from now on and holds these harms too.
        """
        shared = self.sharing(child, harms)
        thread = shared[0] if shared else fact_id
        self.add(child, thread, harms)
        return thread

    def add(self, child: str, thread: str, harms: Sequence[str]) -> None:
        """A thread is open, and holds these harms too."""
        self._harms[child].setdefault(thread, set()).update(harms)
