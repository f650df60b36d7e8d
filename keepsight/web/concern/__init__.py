"""One concern: everything said about it, and answering it, taking it up again, disagreeing."""
