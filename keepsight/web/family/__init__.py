"""The family of a child: genogram, household, adults and what is known of them, and saying that any
of it has changed."""
