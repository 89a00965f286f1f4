"""DOOR. Wordings that state a relation, as declared data: a family of them a file, in the order of `registry`."""
