project = "Nothing yet"
extensions = ["conceptgraph.sphinxext"]
