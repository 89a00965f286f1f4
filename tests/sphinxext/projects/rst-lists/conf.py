project = "Harbor"
extensions = ["conceptgraph.sphinxext"]
