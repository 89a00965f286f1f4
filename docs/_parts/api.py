from pathlib import Path

from conceptgraph.graph.paths import find_learning_path
from conceptgraph.pipeline import build
from conceptgraph.settings import Settings

graph = build(Path("glossary"), settings=Settings()).graph

adam = graph.find("Adam optimizer")
for prerequisite in graph.prerequisites_of(adam.id):
    print(prerequisite.requires, prerequisite.score, prerequisite.reason)

learning_path = find_learning_path(graph, [adam.id], known=["derivative"])
print([step.concept for step in learning_path.steps])
