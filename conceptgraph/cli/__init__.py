"""The command line: one module a group of commands, and `app`, the table of all of them."""
