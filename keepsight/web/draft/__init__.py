"""What somebody types is not lost: it is kept while they write, over a session that ends and a
browser that is closed, and offered to them again. No page has to think of it."""
