"""The one language: a class for each kind of fact, chronologies, concern threads, "as known on"."""
