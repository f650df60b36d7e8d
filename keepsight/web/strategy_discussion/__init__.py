"""Pages of strategy discussions, section 47 enquiries and medicals."""
