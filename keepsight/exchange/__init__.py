"""How facts come in from other agencies' files and go out again, a folder for each format."""
