/* The stage: vis-network is the camera and draws what is in focus; everything else is painted by our own files beside this.

   Lengths named "world" are those of the layout; all others are CSS pixels. */
"use strict";

(function (cg) {
  const REST = 120; // milliseconds until the camera counts as at rest
  const LEAST = 3; // CSS pixels: the radius below which no node shrinks
  const MOST = 21; // world: the largest radius, which leaves room between nodes
  const COLORS = 16; // as in palette.py
  const MANY = 1000; // concepts: with more a small picture shows where one is
  const GRAY = 10; // of these, for what has no topic
  const NARROW = 620; // CSS pixels: a stage below this needs every bit of room
  const [FARTHEST, NEAREST] = [0.012, 4]; // how far the camera can be zoomed

  const { HULL } = cg.islands;
  const { css, mix, FAINT } = cg.painting;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  /** The colors of the theme, resolved by the browser, as {name: [r, g, b]}. */
  function readColors(root, names) {
    const probes = names.map((name) => {
      const probe = document.createElement("span");
      probe.style.forcedColorAdjust = "none"; // else all colors read the same where the system sets its own
      probe.style.color = `var(--cg-${name})`;
      return probe;
    });
    root.append(...probes);
    const colors = {};
    probes.forEach((probe, index) => (colors[names[index]] = (getComputedStyle(probe).color.match(/[\d.]+/g) || [0, 0, 0]).slice(0, 3).map(Number)));
    for (const probe of probes) probe.remove();
    return colors;
  }

  class Canvas {
    /** @param {HTMLElement} root @param {HTMLElement} stage @param {Model} model
     * @param {{select: (concept: Concept | null) => void, island: (topic: number) => void}} on */
    constructor(root, stage, model, on) {
      this.root = root;
      this.stage = stage;
      this.model = model;
      this.on = on;
      this.drawn = null;
      this.labels = new cg.Labels();
      this.naming = new cg.Naming(this);
      this.background = new cg.Background(this);
      this.view = { selected: null, shown: new Map(), edges: [], path: null, hiddenTopics: new Set(), hiddenKinds: new Set(), nothing: true };
      this.hovered = null;
      this.changed = null;
      this.lastKey = "";
      this.resting = 0;
      this.seen = [];
      this.islands = [];
      this.insets = { top: 60, right: 24, bottom: 24, left: 24 };
      this.readTheme();
      this.leaders = this.findLeaders();
      this.holding = { nodes: new vis.DataSet(), edges: new vis.DataSet(), concepts: new Set(), roles: new Map() };
      const options = { ...model.options, interaction: { ...model.options.interaction, hover: false, selectable: false } };
      this.network = new vis.Network(stage, { nodes: this.holding.nodes, edges: this.holding.edges }, options);
      this.background.attach();
      this.network.on("beforeDrawing", (ctx) => this.paintBelow(ctx));
      this.network.on("afterDrawing", (ctx) => this.paintAbove(ctx));
      this.network.on("click", ({ pointer }) => this.click(pointer.DOM));
      this.network.on("zoom", () => this.limitZoom());
      stage.addEventListener("pointermove", (event) => this.hover(event));
      stage.addEventListener("pointerleave", () => this.hover(null));
      if (model.pyvis) cg.part("pyvis").then(() => cg.pyvis.obey(this));
      if (model.concepts.length > MANY && !root.hasAttribute("data-embedded")) cg.part("overview").then(() => cg.overview.attach(this));
      new ResizeObserver(() => this.resized()).observe(stage);
    }

    /** Read the colors anew and paint with them. */
    readTheme() {
      const topics = Array.from({ length: COLORS }, (_, number) => `topic-${number}`);
      this.colors = readColors(this.root, ["ink", "soft", "line", "surface", "raised", "accent", "builds", "leads", "path", ...topics]);
      this.background.stale = true;
      if (!this.view.nothing) this.show(this.view);
    }

    /** The two leading concepts of each topic. */
    findLeaders() {
      const seen = new Map();
      const leaders = new Set();
      for (const concept of this.model.byRank) {
        const count = seen.get(concept.topic) || 0;
        if (count < 2 && !concept.wanted) leaders.add(concept);
        seen.set(concept.topic, count + 1);
      }
      return leaders;
    }

    /* What is shown */

    colorNumber({ topic }) {
      const found = this.model.topics[topic];
      return found ? found.color : GRAY;
    }

    topicColor(topic) {
      return this.colors[`topic-${this.colorNumber({ topic })}`];
    }

    color(concept) {
      return mix(this.topicColor(concept.topic), this.colors.surface, this.inFocus(concept) ? 1 : FAINT);
    }

    visible(concept) {
      return this.view.visible ? this.view.visible(concept) : !this.view.hiddenTopics.has(concept.topic);
    }

    focused() {
      return Boolean(this.view.selected || this.view.path);
    }

    inFocus(concept) {
      return !this.focused() || this.view.shown.has(concept) || concept === this.view.selected;
    }

    get held() {
      return this.holding.concepts;
    }

    /** Show a view: {selected, shown: Map(concept -> role), edges: [{edge, role}], path, visible(concept), key, hiddenKinds}. */
    show(view) {
      this.view = view;
      this.findSeen();
      this.hold();
      this.restage();
    }

    /** Have vis-network hold what is in focus, or what a hook changed. */
    hold() {
      if (this.holding.show) this.holding.show(this.view);
      else if (!this.focused() && !this.changed) return;
      else if (cg.held) cg.held.hold(this).show(this.view);
      else cg.part("held").then(() => this.show(this.view)).catch(() => {}); // it was said already
    }

    /** Paint all anew. */
    restage() {
      this.background.stale = true;
      this.naming.stale = true;
      this.covers = null;
      this.network.redraw();
    }

    /** What is visible, the most important first, and its islands; they change only with the filters. */
    findSeen() {
      const { key = JSON.stringify([...this.view.hiddenTopics]), hiddenKinds } = this.view;
      this.edgesKey = `${key};${[...hiddenKinds]}`;
      if (key === this.seenKey) return;
      this.seenKey = key;
      this.context = null;
      this.seen = this.model.byRank.filter((concept) => this.visible(concept));
      this.findIslands();
    }

    findIslands() {
      const members = this.model.topics.map(() => []);
      for (const concept of this.seen) if (concept.topic >= 0) members[concept.topic].push(concept);
      this.islands = members.map((concepts, topic) => (concepts.length ? { topic, hull: cg.islands.hull(concepts), ...cg.islands.bounds(concepts) } : null));
    }

    /** The edges between all that is visible, but for those that a chain of others says. */
    contextEdges() {
      if (!this.context || this.context.key !== this.edgesKey) {
        const seen = new Set(this.seen);
        const { hiddenKinds } = this.view;
        const edges = this.model.edges.filter((edge) => !edge.via && !hiddenKinds.has(edge.kind) && seen.has(edge.source) && seen.has(edge.target));
        this.context = { key: this.edgesKey, edges };
      }
      return this.context.edges;
    }

    /** A node's radius in the world: its own, or what can still be seen at this zoom. */
    radius(concept) {
      return Math.min(concept.size * Math.max(1, LEAST / 7 / (this.drawnScale || 1)), MOST);
    }

    /** Keep lines as thick on the screen at any zoom, and nodes large enough to be seen. */
    rescale() {
      const scale = this.network.getScale();
      if (Math.abs(Math.log(scale / (this.drawnScale || 1))) < 0.08) return;
      const small = Math.min(scale, this.drawnScale || 1) < LEAST / 7;
      this.drawnScale = scale;
      if (small && this.holding.show) this.holding.showNodes();
      if (small) this.background.stale = true;
      if (this.holding.show) this.holding.showEdges();
    }

    /* Painting, once a frame */

    paintBelow(ctx) {
      if (this.view.nothing) return;
      const scale = this.network.getScale();
      const middle = this.network.getViewPosition();
      const { clientWidth: width, clientHeight: height } = this.stage;
      const sight = { left: middle.x - width / 2 / scale, top: middle.y - height / 2 / scale, width: width / scale, height: height / scale };
      const key = `${scale} ${middle.x} ${middle.y}`;
      const moved = key !== this.lastKey && this.lastKey !== "";
      this.moving = moved || this.resting > 0; // vis-network may draw twice where the camera moved once
      this.lastKey = key;
      this.background.place(sight, scale, this.moving);
      if (!(ctx instanceof CanvasRenderingContext2D)) cg.picture.paintBelow(ctx, this.background);
      cg.dots.paint(ctx, this, this.background.near, 0);
      if (moved) this.awaitRest();
    }

    awaitRest() {
      clearTimeout(this.resting);
      this.resting = window.setTimeout(() => {
        this.resting = 0;
        this.rescale();
        this.covers = null;
        this.network.redraw();
      }, REST);
    }

    paintAbove(ctx) {
      if (this.view.nothing) return;
      const { clientWidth: width, clientHeight: height } = this.stage;
      const ratio = ctx.canvas.width / width;
      ctx.save();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.ring(ctx);
      this.naming.place(ctx, width, height, this.moving);
      this.labels.draw(css(this.colors.surface, 0.92));
      ctx.restore();
      if (this.drawn) this.drawn();
    }

    /** What lies over the stage, so that no label hides under it. */
    blocked() {
      if (this.covers) return this.covers;
      const frame = this.stage.getBoundingClientRect();
      const covers = /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-cover]"));
      this.covers = [...covers].filter((cover) => cover.offsetParent !== null).map((cover) => {
        const box = cover.getBoundingClientRect();
        return [box.left - frame.left - 4, box.top - frame.top - 4, box.right - frame.left + 4, box.bottom - frame.top + 4];
      });
      return this.covers;
    }

    ring(ctx) {
      const scale = this.network.getScale();
      for (const [concept, color, width] of [[this.hovered, "accent", 2], [this.view.selected, "ink", 2.5]]) {
        if (!concept || !this.visible(concept)) continue;
        const { x, y } = this.network.canvasToDOM(concept);
        ctx.beginPath();
        ctx.arc(x, y, this.radius(concept) * scale + 4, 0, 2 * Math.PI);
        ctx.strokeStyle = css(this.colors[color]);
        ctx.lineWidth = width;
        ctx.stroke();
      }
    }

    /* Camera */

    /** Move the camera so that some concepts are in sight. */
    fit(concepts, { most = 1.5, animate = true, room = 70, name = 0 } = {}) {
      if (!concepts.length) return;
      const { left, right, top, bottom } = cg.islands.bounds(concepts);
      const shore = name ? 0 : 2 * HULL; // of a few concepts no shores are to be in sight
      const { insets } = this;
      const width = Math.max(this.stage.clientWidth - insets.left - insets.right, 80);
      const height = Math.max(this.stage.clientHeight - insets.top - insets.bottom, 80);
      const [across, along] = [right - left - shore || 1, bottom - top - shore || 1];
      const scale = Math.min(Math.max(width - 2 * room, 60) / across, Math.max(height - 1.2 * room - name, 60) / along, most);
      const position = {
        x: (left + right) / 2 - (insets.left - insets.right) / 2 / scale,
        y: (top + bottom) / 2 - (insets.top + name - insets.bottom) / 2 / scale,
      };
      this.moveTo({ position, scale }, animate);
    }

    fitAll(animate) {
      this.fit(this.seen, { most: 1.2, animate, room: this.stage.clientWidth > NARROW ? 16 : 6, name: 16 });
      this.overview = true;
      this.rescale();
    }

    /** Zoom to an island. */
    fitIsland(topic) {
      this.fit(this.seen.filter((concept) => concept.topic === topic), { most: 2 });
    }

    moveTo({ position, scale }, animate) {
      this.overview = false;
      const animation = animate && !still.matches ? { duration: 450, easingFunction: "easeInOutCubic" } : false;
      this.network.moveTo({ position, scale, animation });
    }

    zoom(factor) {
      this.moveTo({ position: undefined, scale: Math.min(Math.max(this.network.getScale() * factor, FARTHEST), NEAREST) }, true);
    }

    limitZoom() {
      this.overview = false;
      const scale = this.network.getScale();
      const kept = Math.min(Math.max(scale, FARTHEST), NEAREST);
      if (kept !== scale) this.network.moveTo({ scale: kept });
    }

    resized() {
      if (this.view.nothing) return;
      if (this.overview) this.fitAll(false);
      this.restage();
    }

    /* Pointer */

    /** What is under a point of the stage: {concept} or {island}. */
    at(x, y) {
      const { x: worldX, y: worldY } = this.network.DOMtoCanvas({ x, y });
      const reach = 11 / this.network.getScale();
      let best = null;
      let nearest = Infinity;
      for (const concept of this.seen) {
        const distance = Math.hypot(concept.x - worldX, concept.y - worldY) - Math.max(concept.size, reach);
        if (distance <= 0 && distance < nearest) [best, nearest] = [concept, distance];
      }
      return best ? { concept: best } : this.labels.at(x, y);
    }

    click({ x, y }) {
      const hit = this.at(x, y);
      if (hit && hit.island) this.on.island(hit.island.topic);
      else this.on.select(hit ? hit.concept : null);
    }

    hover(event) {
      if (event && (event.pointerType === "touch" || event.buttons)) return;
      const frame = this.stage.getBoundingClientRect();
      const point = event && { x: event.clientX - frame.left, y: event.clientY - frame.top };
      const hit = point ? this.at(point.x, point.y) : null;
      this.stage.style.cursor = hit ? "pointer" : "";
      this.pointAtEdge(hit ? null : point);
      const concept = hit && hit.concept ? hit.concept : null;
      if (concept === this.hovered) return;
      this.hovered = concept;
      this.naming.stale = true;
      this.network.redraw();
    }

    /** Tell what the edge under the pointer says. */
    pointAtEdge(point) {
      if (cg.edges) cg.edges.point(this, point);
      else if (point) cg.part("edges").catch(() => {}); // it was said already
    }
  }

  cg.Canvas = Canvas;
})(window.conceptgraph);
