project = "Music"
extensions = ["myst_parser", "conceptgraph.sphinxext"]
