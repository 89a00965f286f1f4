/* What vis-network holds: the nodes and edges in focus, never more than it can draw with each frame, and what a hook changed.
   Loaded when something is first in focus. */
"use strict";

(function (cg) {
  const HELD = 400; // nodes; the rest is painted
  const EDGES = 800;
  const DASHES = { leads: [8, 4], related: [2, 4] }; // CSS pixels, as in the legend: told apart without color, too
  const LONG = 12; // steps: of a longer path lines that skip steps are faint
  const { css } = cg.painting;

  class Held {
    /** @param {any} canvas */
    constructor(canvas) {
      const { nodes, edges, concepts, roles } = canvas.holding;
      this.canvas = canvas;
      this.nodes = nodes;
      this.edges = edges;
      this.concepts = concepts;
      /** Edges in focus with what they are there. */
      this.roles = roles;
    }

    /** Hold what a view puts in focus. */
    show({ selected, shown, edges }) {
      const { changed } = this.canvas;
      const concepts = new Set(changed ? changed.concepts() : []);
      if (selected) concepts.add(selected);
      for (const concept of [...shown.keys()].slice(0, HELD)) concepts.add(concept);
      this.concepts = concepts;
      const drawn = new Map();
      for (const { edge, role } of edges) {
        if (drawn.size === EDGES) break;
        if (concepts.has(edge.source) && concepts.has(edge.target) && !drawn.has(edge)) drawn.set(edge, role);
      }
      this.roles = drawn;
      this.edges.clear();
      this.showNodes();
      this.showEdges();
    }

    showNodes() {
      const items = [...this.concepts].map((concept) => this.node(concept));
      const ids = new Set(items.map((item) => item.id));
      this.nodes.remove(this.nodes.getIds().filter((id) => !ids.has(id)));
      this.nodes.update(items);
    }

    showEdges() {
      const { changed, network } = this.canvas;
      const scale = network ? network.getScale() : 1;
      const items = [...this.roles].map(([edge, role]) => this.edge(edge, role, scale));
      if (changed) items.push(...changed.edges(this.roles));
      this.edges.clear();
      this.edges.add(items);
    }

    node(concept) {
      const { canvas } = this;
      const { surface } = canvas.colors;
      const fill = css(canvas.color(concept));
      const item = {
        id: concept.index,
        x: concept.x,
        y: concept.y,
        size: canvas.radius(concept),
        shape: concept.status === "foreign" ? "diamond" : "dot",
        borderWidth: concept.wanted ? 1.8 : 1.2,
        color: { background: concept.wanted ? css(surface) : fill, border: concept.wanted ? fill : css(surface) },
      };
      return canvas.changed ? canvas.changed.node(concept, item) : item;
    }

    /** Whether an edge leads over other steps of a long path: drawn like the others, these would be a knot. */
    skips({ source, target }) {
      const { path } = this.canvas.view;
      return Boolean(path) && path.length > LONG && Math.abs(path.indexOf(source) - path.indexOf(target)) > 1;
    }

    /** Prerequisites point from what is needed to what needs it: the way one learns. */
    edge(edge, role, scale) {
      const ordered = edge.kind === cg.REQUIRES || edge.kind === cg.USEFUL;
      const [from, to] = ordered ? [edge.target, edge.source] : [edge.source, edge.target];
      const { colors } = this.canvas;
      const faint = edge.via || this.skips(edge);
      const item = {
        id: edge.index,
        from: from.index,
        to: to.index,
        color: { color: css(colors[role === "related" ? "soft" : role], faint ? 0.45 : 1), inherit: false },
        width: (role === "related" || faint ? 1.3 : role === "path" ? 2.2 : 2) / scale,
        dashes: role in DASHES ? DASHES[role].map((length) => length / scale) : false,
        arrows: { to: { enabled: role !== "related", scaleFactor: 0.4 / scale, type: role === "leads" ? "vee" : "arrow" } },
      };
      return this.canvas.changed ? this.canvas.changed.line(edge, item) : item;
    }
  }

  /** Let vis-network hold what is in focus on a canvas. */
  cg.held = { hold: (canvas) => (canvas.holding = new Held(canvas)) };
})(window.conceptgraph);
