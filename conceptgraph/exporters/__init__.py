"""A concept graph as a file for other tools: one module a format, and a registry of them."""
