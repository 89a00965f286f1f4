/* The stage: vis-network is the camera and draws nodes near the eye and edges in focus; everything else is painted here.

   Hulls, context edges and far nodes are painted into a bitmap that moves with the camera and is painted anew when it rests.
   Lengths named "world" are those of the layout; all others are CSS pixels. */
"use strict";

(function (cg) {
  const HELD = 400; // nodes that vis-network may hold; the rest is painted
  const REST = 120; // milliseconds until the camera counts as at rest
  const LEAST = 3; // CSS pixels: the radius below which no node shrinks
  const MOST = 21; // world: the largest radius, which leaves room between nodes
  const COLORS = 16; // as in palette.py
  const NARROW = 620; // CSS pixels: a stage below this has smaller names and leaves out what would crowd it

  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  /** The colors of the theme, resolved by the browser, as {name: [r, g, b]}. */
  function readColors(root, names) {
    const probe = document.createElement("span");
    probe.style.forcedColorAdjust = "none"; // else all colors read the same where the system sets its own
    root.append(probe);
    const colors = {};
    for (const name of names) {
      probe.style.color = `var(--cg-${name})`;
      colors[name] = (getComputedStyle(probe).color.match(/[\d.]+/g) || [0, 0, 0]).slice(0, 3).map(Number);
    }
    probe.remove();
    return colors;
  }

  const { css, mix } = cg.painting;

  class Canvas {
    /** @param {object} on select(concept or null), hover(concept or null), island(topic index) */
    constructor(root, stage, model, on) {
      Object.assign(this, { root, stage, model, on });
      this.labels = new cg.Labels();
      this.background = new cg.Background(this);
      this.view = { selected: null, shown: new Map(), edges: [], path: null, hiddenTopics: new Set(), hiddenKinds: new Set() };
      this.hovered = null;
      this.insets = { top: 60, right: 24, bottom: 24, left: 24 };
      this.readTheme();
      this.leaders = this.findLeaders();
      this.nodes = new vis.DataSet();
      this.edges = new vis.DataSet();
      const options = { ...model.options, interaction: { ...model.options.interaction, hover: false, selectable: false } };
      this.network = new vis.Network(stage, { nodes: this.nodes, edges: this.edges }, options);
      this.network.on("beforeDrawing", (ctx) => this.paintBelow(ctx));
      this.network.on("afterDrawing", (ctx) => this.paintAbove(ctx));
      this.network.on("click", ({ pointer }) => this.click(pointer.DOM));
      this.network.on("zoom", () => this.limitZoom());
      stage.addEventListener("pointermove", (event) => this.hover(event));
      stage.addEventListener("pointerleave", () => this.hover(null));
      this.show(this.view);
      new ResizeObserver(() => this.resized()).observe(stage);
    }

    /** Read the colors anew and paint with them. */
    readTheme() {
      const topics = Array.from({ length: COLORS }, (_, number) => `topic-${number}`);
      this.colors = readColors(this.root, ["ink", "soft", "line", "surface", "raised", "accent", "builds", "leads", "path", ...topics]);
      this.background.stale = true;
      if (this.network) this.show(this.view);
    }

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

    color(concept) {
      const topic = this.model.topics[concept.topic];
      return this.colors[`topic-${topic ? topic.color : 10}`];
    }

    visible(concept) {
      if (this.view.visible) return this.view.visible(concept);
      if (concept.wanted && this.view.hiddenKinds.has("wanted")) return false;
      return !this.view.hiddenTopics.has(concept.topic);
    }

    focused() {
      return Boolean(this.view.selected || this.view.path);
    }

    /** Show a view: {selected, shown: Map(concept -> role), edges: [{edge, role}], path, hiddenTopics, hiddenKinds}. */
    show(view) {
      this.view = view;
      this.background.stale = true;
      this.covers = null;
      this.findIslands();
      this.holdNodes();
      this.holdEdges();
      this.network.redraw();
    }

    /** The islands of what is visible; they change only with the filters. */
    findIslands() {
      const key = this.view.key !== undefined ? this.view.key : JSON.stringify([[...this.view.hiddenTopics], this.view.hiddenKinds.has("wanted")]);
      if (key === this.islandsKey) return;
      this.islandsKey = key;
      const members = this.model.topics.map(() => []);
      for (const concept of this.model.concepts) if (concept.topic >= 0 && this.visible(concept)) members[concept.topic].push(concept);
      this.islands = members.map((concepts, topic) => this.island(concepts, topic));
    }

    island(members, topic) {
      return members.length ? { topic, hull: cg.islands.hull(members), ...cg.islands.bounds(members) } : null;
    }

    /** Give vis-network the nodes in focus and the most important of the others. */
    holdNodes() {
      const held = new Set(this.view.shown.keys());
      if (this.view.selected) held.add(this.view.selected);
      for (const concept of this.model.byRank) {
        if (held.size >= HELD) break;
        if (this.visible(concept)) held.add(concept);
      }
      this.held = held;
      const items = [...held].map((concept) => this.nodeItem(concept));
      const ids = new Set(items.map((item) => item.id));
      this.nodes.remove(this.nodes.getIds().filter((id) => !ids.has(id)));
      this.nodes.update(items);
    }

    nodeItem(concept) {
      const inFocus = !this.focused() || this.view.shown.has(concept) || concept === this.view.selected;
      const strength = inFocus ? 1 : 0.22;
      const fill = mix(this.color(concept), this.colors.surface, strength);
      return {
        id: concept.index,
        x: concept.x,
        y: concept.y,
        size: this.radius(concept),
        shape: "dot",
        borderWidth: concept.wanted ? 1.8 : 1.2,
        color: { background: css(concept.wanted ? this.colors.surface : fill), border: css(concept.wanted ? fill : this.colors.surface) },
        ...concept.extra,
        label: undefined,
      };
    }

    /** A node's radius in the world: its own, or what can still be seen at this zoom. */
    radius(concept) {
      return Math.min(concept.size * Math.max(1, LEAST / 7 / (this.drawnScale || 1)), MOST);
    }

    holdEdges() {
      const scale = this.drawnScale || 1;
      const drawn = new Set();
      const items = [];
      for (const { edge, role } of this.view.edges) {
        if (drawn.has(edge.index)) continue;
        drawn.add(edge.index);
        items.push(this.edgeItem(edge, role, scale));
      }
      this.edges.clear();
      this.edges.add(items);
    }

    edgeItem(edge, role, scale) {
      const ordered = edge.kind === cg.REQUIRES || edge.kind === cg.USEFUL;
      const [from, to] = ordered ? [edge.target, edge.source] : [edge.source, edge.target];
      const color = css(this.colors[role === "related" ? "soft" : role], edge.via ? 0.45 : 1);
      return {
        id: edge.index,
        from: from.index,
        to: to.index,
        color: { color, inherit: false },
        width: (role === "path" ? 2.2 : role === "related" || edge.via ? 1.3 : 2) / scale,
        dashes: role === "related" ? [5 / scale, 5 / scale] : false,
        arrows: { to: { enabled: role !== "related", scaleFactor: 0.4 / scale } },
        ...edge.extra,
      };
    }

    /** Keep lines as thick on the screen at any zoom, and nodes large enough to be seen. */
    rescale() {
      const scale = this.network.getScale();
      if (Math.abs(Math.log(scale / (this.drawnScale || 1))) < 0.08) return;
      const small = Math.min(scale, this.drawnScale || 1) < LEAST / 7;
      this.drawnScale = scale;
      if (small) this.holdNodes();
      if (small) this.background.stale = true;
      if (this.view.edges.length) this.holdEdges();
    }

    /* Painting */

    paintBelow(ctx) {
      const scale = this.network.getScale();
      const middle = this.network.getViewPosition();
      const { clientWidth: width, clientHeight: height } = this.stage;
      const sight = { left: middle.x - width / 2 / scale, top: middle.y - height / 2 / scale, width: width / scale, height: height / scale };
      const key = `${scale} ${middle.x} ${middle.y}`;
      const moved = key !== this.lastKey;
      this.lastKey = key;
      this.background.draw(ctx, sight, scale, moved);
      if (moved) this.awaitRest();
    }

    awaitRest() {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => {
        this.rescale();
        this.covers = null;
        this.network.redraw();
      }, REST);
    }

    paintAbove(ctx) {
      const { clientWidth: width, clientHeight: height } = this.stage;
      const ratio = ctx.canvas.width / width;
      ctx.save();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.ring(ctx);
      this.labels.begin(ctx, width, height);
      for (const box of this.blocked()) this.labels.block(...box);
      this.placeLabels(width, height);
      this.labels.draw(css(this.colors.surface, 0.92));
      ctx.restore();
    }

    /** What lies over the stage, so that no label hides under it. */
    blocked() {
      if (this.covers) return this.covers;
      const frame = this.stage.getBoundingClientRect();
      const covers = this.root.querySelectorAll("[data-cover]");
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

    placeLabels(width, height) {
      const scale = this.network.getScale();
      const inSight = [];
      const middle = this.network.getViewPosition();
      for (const concept of this.model.byRank) {
        if (!this.visible(concept)) continue;
        const x = (concept.x - middle.x) * scale + width / 2;
        const y = (concept.y - middle.y) * scale + height / 2;
        if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
        const r = this.radius(concept) * scale;
        inSight.push({ concept, x, y, r });
        if (!this.focused() || this.view.shown.has(concept)) this.labels.dot(x, y, r);
      }
      const names = () => this.islands.forEach((island) => island && this.placeName(island));
      if (this.focused()) {
        this.placeFocus(inSight);
        names();
      } else {
        const hovered = inSight.find((item) => item.concept === this.hovered);
        if (hovered) this.placeConcept(hovered, { bold: true, must: true });
        names();
        const rest = inSight.filter((item) => item !== hovered && (scale > 0.8 || !item.concept.wanted));
        const [free, crowded] = width > NARROW ? [2, scale > 1.1 ? 1 : 0] : [0, 0];
        const cost = (item) => (width > NARROW ? undefined : (box) => this.islandsUnder(box, this.islands[item.concept.topic]));
        for (const item of rest.filter((item) => this.leaders.has(item.concept))) this.placeConcept(item, { bold: true, most: free, cost: cost(item) });
        for (const item of rest.filter((item) => !this.leaders.has(item.concept)).slice(0, 260)) this.placeConcept(item, { most: crowded, cost: cost(item) });
      }
    }

    placeFocus(inSight) {
      const { selected, shown, path } = this.view;
      const goal = path && path[path.length - 1];
      const important = (item) => (item.concept === selected || item.concept === goal ? 3 : item.concept === this.hovered ? 2 : shown.has(item.concept) ? 1 : 0);
      const items = inSight.filter((item) => important(item)).sort((a, b) => important(b) - important(a) || a.y - b.y);
      for (const item of items) {
        const number = path ? path.indexOf(item.concept) + 1 : 0;
        const bold = item.concept === selected || Boolean(number) || item.concept === this.hovered;
        this.placeConcept(item, { bold, must: true, below: true, text: number ? `${number} · ${item.concept.term}` : item.concept.term });
      }
    }

    placeConcept({ concept, x, y, r }, { bold = false, must = false, most = 1, below = false, text = concept.term, cost }) {
      const gap = r + 6;
      const sides = [[x + gap, y, "left"], [x - gap, y, "right"]];
      const ends = [[x, y + r + 13, "center"], [x, y - r - 13, "center"]];
      const corners = [[x + r, y + r + 9, "left"], [x + r, y - r - 9, "left"], [x - r, y + r + 9, "right"], [x - r, y - r - 9, "right"]];
      const far = [[x, y + r + 30, "center"], [x, y - r - 30, "center"], [x + gap + 12, y + 22, "left"], [x + gap + 12, y - 22, "left"]];
      const spots = below ? [...ends.slice(0, 1), ...sides, ...ends.slice(1), ...corners, ...far] : [...sides, ...ends];
      const color = css(concept.wanted ? this.colors.soft : this.colors.ink);
      this.labels.place({ text: shorten(text), size: 13, bold, color, owner: { concept } }, spots, { must, most, cost });
    }

    /** A topic's name above its island or below it; at the upper edge of the stage while only the lower part is in sight. */
    placeName(island) {
      const topic = this.model.topics[island.topic];
      const { x: left, y: top } = this.network.canvasToDOM({ x: island.left, y: island.top });
      const { x: right, y: bottom } = this.network.canvasToDOM({ x: island.right, y: island.bottom });
      if (bottom < 70 || top > this.labels.height || right < 0 || left > this.labels.width) return;
      const narrow = this.labels.width <= NARROW;
      const item = {
        text: topic.name,
        size: narrow ? 12.5 : 14,
        bold: true,
        color: css(this.colors[`topic-${topic.color}`]),
        alpha: this.focused() ? 0.72 : 1,
        owner: { island },
      };
      if (narrow && this.labels.widthOf(item) > right - left) item.text = inTwo(topic.name);
      const spots = this.nameSpots(item, { left, right, top, bottom });
      this.labels.place(item, spots, { must: true, cost: (box) => 12 * this.islandsUnder(box, island) });
    }

    /** Where a name may stand, the best first: above, below, beside and last on its island. */
    nameSpots(item, { left, right, top, bottom }) {
      const half = this.labels.widthOf(item) / 2 + 6;
      const extra = item.text.includes("\n") ? item.size * 0.6 : 0;
      const inside = (x) => Math.min(Math.max(x, half), this.labels.width - half);
      const middle = (left + right) / 2;
      const shifts = [0, -0.25, 0.25, -0.5, 0.5].map((share) => inside(inside(middle) + share * Math.max(right - left, 60)));
      const rows = [Math.max(top - 9 - extra, 66), bottom + 10 + extra].flatMap((y) => shifts.map((x) => [x, y, "center"]));
      const beside = [left - half, right + half].map((x) => [x, (top + bottom) / 2, "center"]);
      return [...rows, ...beside, [inside(middle), (top + bottom) / 2, "center"]];
    }

    /** How many islands, but for one, lie under a box of the stage; one whose shore it only touches counts in part. */
    islandsUnder({ left, top, right, bottom }, own) {
      const [from, to] = [this.network.DOMtoCanvas({ x: left, y: top }), this.network.DOMtoCanvas({ x: right, y: bottom })];
      const corners = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
      const part = (island) => {
        if (!island || island === own) return 0;
        if (island.left > to.x || island.right < from.x || island.top > to.y || island.bottom < from.y) return 0;
        const depth = (cg.islands.HULL - cg.islands.gap(island.hull, corners)) * this.network.getScale();
        return Math.min(Math.max(depth / 14, 0), 1);
      };
      return this.islands.reduce((sum, island) => sum + part(island), 0);
    }

    /* Camera */

    /** Move the camera so that some concepts are in sight. */
    fit(concepts, { most = 1.5, animate = true, room = 70, name = 0 } = {}) {
      if (!concepts.length) return;
      const { left, right, top, bottom } = cg.islands.bounds(concepts);
      const { insets } = this;
      const width = Math.max(this.stage.clientWidth - insets.left - insets.right, 80);
      const height = Math.max(this.stage.clientHeight - insets.top - insets.bottom, 80);
      const scale = Math.min(Math.max(width - 2 * room, 60) / (right - left), Math.max(height - 1.2 * room - name, 60) / (bottom - top), most);
      const position = {
        x: (left + right) / 2 - (insets.left - insets.right) / 2 / scale,
        y: (top + bottom) / 2 - (insets.top + name - insets.bottom) / 2 / scale,
      };
      this.moveTo({ position, scale }, animate);
    }

    fitAll(animate) {
      const shown = this.model.concepts.filter((concept) => this.visible(concept));
      this.fit(shown, { most: 1.2, animate, room: this.stage.clientWidth > NARROW ? 16 : 6, name: 16 });
      this.overview = true;
      this.rescale();
    }

    moveTo({ position, scale }, animate) {
      this.overview = false;
      const animation = animate && !still.matches ? { duration: 450, easingFunction: "easeInOutCubic" } : false;
      this.network.moveTo({ position, scale, animation });
    }

    zoom(factor) {
      this.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.03), 4) }, true);
    }

    limitZoom() {
      this.overview = false;
      const scale = this.network.getScale();
      const kept = Math.min(Math.max(scale, 0.03), 4);
      if (kept !== scale) this.network.moveTo({ scale: kept });
    }

    resized() {
      this.background.stale = true;
      this.covers = null;
      if (this.overview) this.fitAll(false);
      else this.network.redraw();
    }

    /* Pointer */

    /** What is under a point of the stage: {concept} or {island}. */
    at(x, y) {
      const { x: worldX, y: worldY } = this.network.DOMtoCanvas({ x, y });
      const reach = 11 / this.network.getScale();
      let best = null;
      let nearest = Infinity;
      for (const concept of this.model.concepts) {
        if (!this.visible(concept)) continue;
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
      if (event && event.pointerType === "touch") return;
      const frame = this.stage.getBoundingClientRect();
      const hit = event ? this.at(event.clientX - frame.left, event.clientY - frame.top) : null;
      this.stage.style.cursor = hit ? "pointer" : "";
      const concept = hit && hit.concept ? hit.concept : null;
      if (concept === this.hovered) return;
      this.hovered = concept;
      this.network.redraw();
    }

    /** Zoom to an island. */
    fitIsland(topic) {
      this.fit(this.model.concepts.filter((concept) => concept.topic === topic && this.visible(concept)), { most: 2 });
    }
  }

  /** A label no longer than a line should be; the panel shows it whole. */
  function shorten(text) {
    const letters = [...text];
    return letters.length > 42 ? `${letters.slice(0, 41).join("").trimEnd()}…` : text;
  }

  /** A name in two lines, broken at the space nearest its middle. */
  function inTwo(name) {
    const spaces = [...name.matchAll(/ /g)].map((found) => found.index);
    if (!spaces.length) return name;
    const at = spaces.reduce((best, index) => (Math.abs(index - name.length / 2) < Math.abs(best - name.length / 2) ? index : best));
    return `${name.slice(0, at)}\n${name.slice(at + 1)}`;
  }

  cg.Canvas = Canvas;
})(window.conceptgraph);
