"""Maps as data become pages and pictures; one module a kind of output."""
