"""Numbers in addresses."""


def number_of(text: str) -> int:
    """The number that stands in an address or a form; 0, which nothing has, for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) < 16
    return int(text) if is_number else 0
