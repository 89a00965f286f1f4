project = "Kitchen"
extensions = ["conceptgraph.sphinxext"]
