"""Guards for workbooks and documents, which are archives: no macros, no bombs, nothing broken."""

import io
import zlib
from zipfile import BadZipFile, ZipFile

from keepsight.exchange.reading import Problem, UnreadableFileError

LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 400_000_000
MOST_PARTS = 5_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WANTED = "an XLSX workbook, a DOCX document or a CSV file"
_CHUNK = 1_000_000


def checked_archive(content: bytes, *, file: str) -> ZipFile:
    """The archive, once it is known to be whole, of a size that can be held, and without macros.

    Raises UnreadableFileError with the reason otherwise.
    """
    if content.startswith(_OLD_OFFICE):
        raise _refusal(file, "an old or password-protected Office file", f"{_WANTED}, unprotected")
    try:
        archive = ZipFile(io.BytesIO(content))
        _check_size(archive, file=file)
        if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            raise _refusal(file, "a file with macros", f"{_WANTED}, saved without macros")
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise _refusal(file, "a broken or locked file", f"{_WANTED} that opens") from None
    return archive


def _check_size(archive: ZipFile, *, file: str) -> None:
    parts = archive.infolist()
    too_big = _refusal(
        file,
        "a file that unpacks to far more than it seems to hold",
        f"at most {LARGEST_UNPACKED // 1_000_000} million bytes when unpacked",
    )
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST_UNPACKED:
        raise too_big
    unpacked = 0
    # Unpacked once here, because the sizes that an archive states of itself may be untrue.
    for each in parts:
        with archive.open(each) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > LARGEST_UNPACKED:
                    raise too_big


def _refusal(file: str, found: str, expected: str) -> UnreadableFileError:
    return UnreadableFileError(Problem(file, None, "", found, expected))
