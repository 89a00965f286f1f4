project = "Garden"
extensions = ["myst_parser", "conceptgraph.sphinxext"]
myst_enable_extensions = ["deflist", "attrs_block"]
