"""Where each child's chain ended, written down to be kept elsewhere, signed so that nobody writes
it anew to fit a ledger that was cut short."""

import json
from pathlib import Path

from django.core.signing import BadSignature, Signer

from keepsight.record.chain import Heads

_SIGNER = "keepsight heads of the ledger"


class NotGenuineError(ValueError):
    """The file was not written by this Keepsight, or was changed since."""


def write(heads: Heads, path: Path) -> None:
    """Write the heads to a file: a line of JSON and a line with its signature."""
    text = json.dumps({child: list(head) for child, head in sorted(heads.items())})
    path.write_text(f"{text}\n{_signer().signature(text)}\n", encoding="utf-8")


def read(path: Path) -> Heads:
    """The heads of a file. Raises NotGenuineError, and OSError where there is no such file."""
    try:
        text, signature = path.read_text(encoding="utf-8").splitlines()
        _signer().unsign(f"{text}:{signature}")
        return {child: (position, own) for child, (position, own) in json.loads(text).items()}
    except (BadSignature, ValueError) as wrong:
        raise NotGenuineError(
            f"{path}: not the heads that this Keepsight wrote, or changed since"
        ) from wrong


def _signer() -> Signer:
    return Signer(salt=_SIGNER)
