"""The verbs: one module per journey, one transaction per call. They know no web, no queue and no SQL."""
