"""The people who sign in, for who answers for them: saying that somebody has left."""
