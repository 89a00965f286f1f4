"""Turn a folder of glossary entries into a concept graph, learning paths and a site."""

__version__ = "0.1.0"
