"""What somebody types to find a child or a concern, word by word.

A child is found by any word of the name, as it is spelt or begins, as it sounds, and with one
letter wrong; also by the name under which a second record of theirs was kept. A concern is found by
the words in which it was raised, and how they begin. PostgreSQL looks both up in indexes, and gives
what the reader may see.
"""

from django.db import connection
from django.db.models import Q

from keepsight.record.name import keys_asked

WORDS_AT_MOST = 10

_FOUND = """SELECT ARRAY(SELECT keepsight_children_named(%s::text[])),
    ARRAY(SELECT keepsight_concerns_saying(to_tsquery('simple', %s)))"""


def meant(text: str) -> Q:
    """Of concerns, or of what was found about them: that each of these words finds the child or the
    concern. One query for each word; words after the tenth are not looked at."""
    every = Q()
    for word in text.split()[:WORDS_AT_MOST]:
        with connection.cursor() as cursor:
            cursor.execute(_FOUND, [keys_asked(word), _as_it_begins(word)])
            children, concerns = cursor.fetchone()
        every &= Q(child__in=children) | Q(concern__in=concerns)
    return every


def _as_it_begins(word: str) -> str:
    """The word in PostgreSQL's language of search, and whatever begins with it."""
    quoted = word.replace("\\", " ").replace("'", "''")
    return f"'{quoted}':*"
