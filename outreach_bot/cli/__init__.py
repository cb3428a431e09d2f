"""The command line: `outreach`, a module per noun. A door: it calls services and prints; it decides nothing."""
