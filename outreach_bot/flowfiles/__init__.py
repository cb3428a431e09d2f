"""YAML and catalogs in, a checked FlowBook out. Reads files, never the database, the carrier or the clock."""
