"""The world's side of a message: what arrives, what leaves, and what the carrier says about it. No SQL, no Flask."""
