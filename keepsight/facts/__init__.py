"""The one language: a class for each kind of fact, a child's chronology, and concern threads."""
