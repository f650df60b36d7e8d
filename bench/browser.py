"""A browser without a screen for many people at once: keeps its session, follows where it is sent,
and fills in forms."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

SECONDS_TO_ANSWER = 60


@dataclass
class Answer:
    """What came back, from where, and how long it took, in seconds, without what came before."""

    status: int
    path: str
    body: bytes
    seconds: float

    @property
    def page(self) -> Any:
        """The page as a tree."""
        return html.fromstring(self.body)


@dataclass
class Browser:
    """One person's browser. Not for two threads at once."""

    port: int
    cookies: dict[str, str]
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_ANSWER)

    def get(self, path: str) -> Answer:
        """The page at this path, and whatever it leads on to."""
        return self._ask("GET", path, None)

    def send(self, answer: Answer, values: dict[str, Any]) -> Answer:
        """Fill in the page's last form with these values, and send it."""
        form = answer.page.xpath("//main//form[@method='post']")[-1]
        given = dict(form.form_values()) | values
        path = urljoin(answer.path, form.get("action") or answer.path)
        return self._ask("POST", path, urlencode(given, doseq=True))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        began = time.perf_counter()
        answer = self._once(method, path, body)
        hops = 0
        while answer.status in (301, 302, 303) and hops < 5:
            answer, hops = self._once("GET", answer.path, None), hops + 1
        answer.seconds = time.perf_counter() - began
        return answer

    def _once(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self.port}{path}"
        try:
            self._connection.request(method, path, body, headers)
            came = self._connection.getresponse()
        except (ConnectionError, OSError):
            # The server closes what has been quiet for long: a browser would ask anew, once.
            self._connection.close()
            self._connection.request(method, path, body, headers)
            came = self._connection.getresponse()
        text = came.read()
        for name, value in SimpleCookie("; ".join(came.headers.get_all("Set-Cookie", []))).items():
            self.cookies[name] = value.value
        moved = came.headers.get("Location")
        return Answer(
            came.status, urlsplit(urljoin(path, moved)).geturl() if moved else path, text, 0.0
        )
