"""`keepsight demo` as people start it, in a process of its own; how much memory it takes; and
asking its pages as a browser does."""

import contextlib
import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import psutil

SECONDS_TO_START = 300
_STEP = re.compile(r"^\W*(?P<what>\w.*?)\s+━+\s+(?P<took>\d+:\d\d:\d\d)\s*$", re.MULTILINE)


@dataclass
class RunningDemo:
    """A demo that answers: how long that took, where its data are, what it said on the screen."""

    port: int
    home: Path
    process: psutil.Process
    seconds: float = 0.0
    said: str = ""
    most_memory: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def steps(self) -> list[tuple[str, int]]:
        """The steps that it showed, and the whole seconds of each."""
        found = ((each["what"], each["took"].split(":")) for each in _STEP.finditer(self.said))
        return [(what, int(h) * 3600 + int(m) * 60 + int(s)) for what, (h, m, s) in found]

    def memory(self) -> int:
        """Bytes of all its processes and its PostgreSQL's; what they share is counted once."""
        sizes = []
        for each in [self.process, *self.process.children(recursive=True), *self._database()]:
            with contextlib.suppress(psutil.Error):
                sizes.append(each.memory_full_info().pss)
        return sum(sizes)

    def _database(self) -> Iterator[psutil.Process]:
        for each in psutil.process_iter(["name", "cwd"]):
            if each.info["name"] == "postgres" and str(self.home) in (each.info["cwd"] or ""):
                yield each

    def watch_memory(self) -> None:
        """Notes the most memory until it is over."""
        while not self.over.wait(0.5):
            self.most_memory = max(self.most_memory, self.memory())

    def asked(self, connection: HTTPConnection, path: str, *, session: str) -> bytes:
        """The page at this path for whoever has this session. Fails unless it is shown."""
        connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} gave {answer.status}")
        return body


@contextlib.contextmanager
def running_demo(project: Path, home: Path) -> Iterator[RunningDemo]:
    """The demo of the project in this folder, with its data in `home`, once its pages answer."""
    port = free_port()
    began = time.perf_counter()
    said = home / "said"
    with said.open("w") as screen:
        started = subprocess.Popen(
            [project / ".venv/bin/keepsight", "demo", "--port", str(port)],
            cwd=project,
            env=os.environ | {"KEEPSIGHT_HOME": str(home), "COLUMNS": "100"},
            stdout=screen,
            stderr=subprocess.STDOUT,
        )
    demo = RunningDemo(port, home, psutil.Process(started.pid))
    watching = threading.Thread(target=demo.watch_memory)
    watching.start()
    try:
        wait_for_pages(port, started, said)
        demo.seconds = time.perf_counter() - began
        demo.said = said.read_text()
        yield demo
    finally:
        demo.over.set()
        watching.join()
        started.terminate()
        started.wait()


def free_port() -> int:
    """A port of this machine at which nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for_pages(port: int, process: "subprocess.Popen[bytes]", said: Path | None = None) -> None:
    """Wait until the pages at this port answer; RuntimeError, with what was said, if not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/sign-in")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The pages did not answer. {said.read_text() if said else ''}")
