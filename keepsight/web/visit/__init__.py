"""Short pages for what is recorded on the way: a visit, an appointment, supervision, what a child
said. One page, one save, for brothers and sisters at once."""
