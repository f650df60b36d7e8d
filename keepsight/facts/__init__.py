"""The one language: a class for each kind of fact, chronologies, concern threads, "as known on"."""

# Every kind is known as soon as anything of facts is: a list of kinds that depended on who had
# imported what would one day be short.
from keepsight.facts import kind as kind
