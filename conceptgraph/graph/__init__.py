"""Floor 3: the graph, the questions it answers, and what to learn first."""
