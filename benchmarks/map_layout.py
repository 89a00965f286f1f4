"""How long the layout of the map takes at build, and what it gives: how many prerequisites inside islands lead to the right.

python benchmarks/map_layout.py [--sizes 300 1000 3000 10000 30000]
"""

import argparse
import sys
import time

from map_graphs import made_graph

from conceptgraph.drawing.layout import group_by_topic, lay_out_islands, needs, pulls


def main() -> int:
    """Lay out a made graph of each size, and print a line for each."""
    parser = argparse.ArgumentParser(description="Measure the layout of the map.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 1000, 3000, 10000, 30000])
    print("| concepts | islands | layout | prerequisites to the right |")
    print("| ---: | ---: | ---: | ---: |")
    for size in parser.parse_args().sizes:
        graph = made_graph(size)
        start = time.perf_counter()
        layout = lay_out_islands(group_by_topic(graph), pulls(graph), needs=needs(graph))
        seconds = time.perf_counter() - start
        home = {concept: island.name for island in layout.islands for concept in island.members}
        places = layout.positions
        inner = [(one, other) for one, other in needs(graph) if home[one] == home[other]]
        right = sum(places[one][0] < places[other][0] for one, other in inner) / max(len(inner), 1)
        print(f"| {size:,} | {len(layout.islands)} | {seconds:.1f} s | {right:.1%} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
