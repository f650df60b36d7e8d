"""For everybody, without an account: telling us of a worry about a child in three short steps, and
adding to it later."""
