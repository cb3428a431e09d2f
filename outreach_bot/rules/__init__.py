"""Pure rules, the lowest room: what we may send, to whom, when, at what price, and what the law's arithmetic says."""
