"""The pure core: one turn of one conversation. No I/O, no clock, no randomness; it knows sentences, never prose."""
