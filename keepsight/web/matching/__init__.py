"""Records that may be of one child: looked at side by side, joined, kept apart, parted again."""
