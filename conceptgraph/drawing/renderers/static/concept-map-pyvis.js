/* What a project's hook changed on the pyvis network: nodes it touched are always held by vis-network, as the hook wants them.
   Loaded only where a hook changed something that our own painting does not do. */
"use strict";

(function (cg) {
  const { css, FAINT } = cg.painting;
  const INSIDE = ["box", "circle", "database", "ellipse", "text"]; // shapes that hold their label

  /** An object without some of its keys. @param {any} item @param {Iterable<string>} keys */
  function without(item, keys) {
    const left = { ...item };
    for (const key of keys) delete left[key];
    return left;
  }

  class Changed {
    /** `rules`: whether all nodes are touched, whether nodes are moved by physics, and which options of nodes and edges are the hook's. */
    constructor(canvas) {
      this.canvas = canvas;
      this.rules = canvas.model.pyvis;
      this.groups = canvas.model.options.groups || {};
      const { concepts, edges } = canvas.model;
      this.lines = edges.filter((edge) => edge.extra);
      const ends = new Set(this.lines.flatMap(({ source, target }) => [source, target]));
      this.own = this.rules.all ? concepts : concepts.filter((concept) => concept.extra || ends.has(concept));
    }

    concepts() {
      return this.own.filter((concept) => this.canvas.visible(concept));
    }

    /** A node as the hook wants it: its own settings before those of its group, and these before ours. */
    node(concept, item) {
      const extra = concept.extra || {};
      const grouped = "group" in extra ? ["color", "shape", "borderWidth", ...Object.keys(this.groups[extra.group] || {})] : [];
      const left = without(item, [...this.rules.nodes, ...grouped]);
      const label = this.isNamed(concept) ? extra.label || concept.term : undefined;
      return { ...left, ...extra, opacity: this.canvas.inFocus(concept) ? 1 : FAINT, label };
    }

    /** Whether vis-network writes the label of a concept into its shape. */
    isNamed({ extra }) {
      const { shape = (this.groups[extra && extra.group] || {}).shape } = extra || {};
      return INSIDE.includes(shape || (this.rules.nodes.includes("shape") && this.canvas.model.options.nodes.shape));
    }

    /** Edges the hook touched; and where physics moves nodes, all others too, which pull without being drawn. */
    edges(roles) {
      const { canvas } = this;
      const shown = this.rules.physics ? canvas.contextEdges() : this.lines.filter(({ source, target }) => canvas.visible(source) && canvas.visible(target));
      return shown.filter((edge) => !roles.has(edge)).map((edge) => this.edge(edge));
    }

    edge(edge) {
      const { index, source, target, extra } = edge;
      const { canvas } = this;
      const scale = canvas.network.getScale();
      const color = { color: css(canvas.colors.soft, canvas.focused() ? FAINT : 1), inherit: false };
      const item = { id: index, from: source.index, to: target.index, hidden: !extra, color, width: 1.3 / scale, arrows: { to: { enabled: false } } };
      return this.line(edge, item);
    }

    /** An edge as the hook wants it. */
    line({ extra }, item) {
      return { ...without(item, this.rules.edges), ...extra };
    }

    /** Take over where physics or a reader has moved the nodes. */
    follow() {
      const { canvas } = this;
      let moved = false;
      for (const [index, { x, y }] of Object.entries(canvas.network.getPositions())) {
        const concept = canvas.model.concepts[Number(index)];
        moved = moved || Math.abs(concept.x - x) + Math.abs(concept.y - y) > 1;
        Object.assign(concept, { x, y });
      }
      if (!moved) return;
      canvas.findIslands();
      canvas.background.stale = true;
      canvas.naming.stale = true;
    }
  }

  /** Let a canvas show what a hook changed. */
  function obey(canvas) {
    const changed = (canvas.changed = new Changed(canvas));
    const { network } = canvas;
    if (changed.rules.all) {
      network.on("afterDrawing", () => changed.follow());
      network.on("stabilized", () => (changed.follow(), canvas.overview ? canvas.fitAll(false) : network.redraw()));
    }
    if (!canvas.view.nothing) canvas.show(canvas.view);
  }

  cg.pyvis = { obey };
})(window.conceptgraph);
