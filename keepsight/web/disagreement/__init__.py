"""Who disagrees with what, who has to answer, and by when."""
