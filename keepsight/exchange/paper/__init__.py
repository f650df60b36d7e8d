"""Papers that people print, send and file: a plain description of what stands on them, and how it
becomes a tagged PDF that a screen reader can read."""

from keepsight.exchange.paper.document import Entry, Heading, Lines, Paper, Quote, Table, Words
from keepsight.exchange.paper.typeset import pdf

__all__ = ["Entry", "Heading", "Lines", "Paper", "Quote", "Table", "Words", "pdf"]
