"""Recording what happened, and putting right what was recorded: one page for every kind of fact,
made from its class."""
