"""`python -m conceptgraph` is the command `conceptgraph`."""

import sys

from conceptgraph.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
