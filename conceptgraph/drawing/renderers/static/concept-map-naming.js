/* Which labels stand on the stage and where: names of islands and concepts, the most important first.

   All are placed anew when the camera rests or the view changes. While it moves those that stand go along with what they
   name, as long as none comes over another: finding new places on each frame would cost more than painting. */
"use strict";

(function (cg) {
  const NARROW = 620; // CSS pixels: a stage below this has smaller names and leaves out what would crowd it
  const CHEAP = 4; // milliseconds: labels that are placed in less are placed with each frame
  const LATE = 220; // milliseconds between two placings while the camera moves
  const MOST = 260; // concepts that may get a label
  const DOTS = 1500; // nodes that labels go around; where there are more, they lie too close to go around
  const TOLD = 60; // labels that are placed whatever they cover
  const UPPER = 66; // CSS pixels: the height of what lies over the upper edge of the stage
  const { css } = cg.painting;

  class Naming {
    constructor(canvas) {
      this.canvas = canvas;
      this.labels = canvas.labels;
      this.cost = 0;
      this.at = 0;
      this.stale = true;
    }

    /** Place labels for a stage of some size; `moving` allows those that stand to go along. */
    place(ctx, width, height, moving) {
      const { labels, canvas } = this;
      const { placed } = labels;
      const begun = performance.now();
      const keep = moving && !this.stale && this.cost > CHEAP && begun - this.at < LATE;
      labels.begin(ctx, width, height);
      for (const box of canvas.blocked()) labels.block(...box);
      this.camera = { scale: canvas.network.getScale(), ...canvas.network.getViewPosition() };
      if (keep) return this.keep(placed);
      this.placeAll(width, height);
      for (const label of labels.placed) this.anchor(label);
      this.at = performance.now();
      this.cost = this.at - begun;
      this.stale = false;
    }

    /** Where a point of the world is on the stage. */
    onStage(x, y) {
      const { scale, x: left, y: top } = this.camera;
      return [(x - left) * scale + this.labels.width / 2, (y - top) * scale + this.labels.height / 2];
    }

    anchor(label) {
      const { concept, island } = label.owner;
      label.world = concept ? [concept.x, concept.y] : [(island.left + island.right) / 2, label.y < this.onStage(0, island.top)[1] ? island.top : island.bottom];
      const [x, y] = this.onStage(...label.world);
      label.offset = [label.left - x, label.y - y];
    }

    keep(placed) {
      for (const label of placed) {
        const [x, y] = this.onStage(...label.world);
        const { island } = label.owner;
        const top = island && this.onStage(0, island.bottom)[1] > UPPER + 20 ? UPPER : -Infinity;
        this.labels.move(label, x + label.offset[0], Math.max(y + label.offset[1], top));
      }
    }

    placeAll(width, height) {
      const { canvas } = this;
      this.boxes = this.islandBoxes(width, height);
      const inSight = this.conceptsInSight(width, height);
      if (canvas.focused()) {
        this.placeFocus(inSight);
        this.placeNames();
      } else this.placeOverview(inSight, width);
    }

    conceptsInSight(width, height) {
      const { canvas, labels } = this;
      const { scale } = this.camera;
      const inSight = [];
      for (const concept of canvas.seen) {
        const [x, y] = this.onStage(concept.x, concept.y);
        if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
        const r = canvas.radius(concept) * scale;
        if (!canvas.changed || !canvas.changed.isNamed(concept)) inSight.push({ concept, x, y, r });
        if (canvas.inFocus(concept) && inSight.length < DOTS) labels.dot(x, y, r);
      }
      return inSight;
    }

    placeOverview(inSight, width) {
      const { canvas } = this;
      const { scale } = this.camera;
      const wide = width > NARROW;
      const hovered = inSight.find((item) => item.concept === canvas.hovered);
      if (hovered) this.placeConcept(hovered, { bold: true, must: true });
      this.placeNames();
      const rest = inSight.filter((item) => item !== hovered && (scale > 0.8 || !item.concept.wanted));
      const [free, crowded] = wide ? [2, scale > 1.1 ? 1 : 0] : [0, 0];
      const cost = (item) => (wide ? undefined : (box) => this.islandsUnder(box, canvas.islands[item.concept.topic]));
      for (const item of rest.filter((item) => canvas.leaders.has(item.concept))) this.placeConcept(item, { bold: true, most: free, cost: cost(item) });
      for (const item of rest.filter((item) => !canvas.leaders.has(item.concept)).slice(0, MOST)) this.placeConcept(item, { most: crowded, cost: cost(item) });
    }

    placeFocus(inSight) {
      const { hovered, view } = this.canvas;
      const { selected, shown, path } = view;
      const goal = path && path[path.length - 1];
      const numbers = new Map((path || []).map((concept, index) => [concept, index + 1]));
      const important = ({ concept }) => (concept === selected || concept === goal ? 3 : concept === hovered ? 2 : shown.has(concept) ? 1 : 0);
      const items = inSight.filter(important);
      items.sort((a, b) => important(b) - important(a) || (items.length > TOLD ? 0 : a.y - b.y));
      items.slice(0, MOST).forEach((item, index) => {
        const { concept } = item;
        const number = numbers.get(concept) || 0;
        const bold = concept === selected || Boolean(number) || concept === hovered;
        const text = number ? `${number} · ${concept.term}` : concept.term;
        this.placeConcept(item, { bold, must: index < TOLD, below: true, text });
      });
    }

    placeConcept({ concept, x, y, r }, { bold = false, must = false, most = 1, below = false, text = concept.term, cost = undefined }) {
      const gap = r + 6;
      const sides = [[x + gap, y, "left"], [x - gap, y, "right"]];
      const ends = [[x, y + r + 13, "center"], [x, y - r - 13, "center"]];
      const corners = [[x + r, y + r + 9, "left"], [x + r, y - r - 9, "left"], [x - r, y + r + 9, "right"], [x - r, y - r - 9, "right"]];
      const far = [[x, y + r + 30, "center"], [x, y - r - 30, "center"], [x + gap + 12, y + 22, "left"], [x + gap + 12, y - 22, "left"]];
      const spots = below ? [...ends.slice(0, 1), ...sides, ...ends.slice(1), ...corners, ...far] : [...sides, ...ends];
      const { colors } = this.canvas;
      const color = css(concept.wanted ? colors.soft : colors.ink);
      this.labels.place({ text: cg.label(concept, shorten(text)), size: 13, bold, color, owner: { concept } }, spots, { must, most, cost });
    }

    /* Names of islands */

    /** The islands in sight as boxes of the stage, the largest first. */
    islandBoxes(width, height) {
      const boxes = [];
      for (const island of this.canvas.islands) {
        if (!island) continue;
        const [left, top] = this.onStage(island.left, island.top);
        const [right, bottom] = this.onStage(island.right, island.bottom);
        if (bottom < 0 || top > height || right < 0 || left > width) continue;
        boxes.push({ island, left, right, top, bottom });
      }
      return boxes.sort((a, b) => (b.right - b.left) * (b.bottom - b.top) - (a.right - a.left) * (a.bottom - a.top));
    }

    placeNames() {
      for (const box of this.boxes) if (box.bottom >= 70) this.placeName(box);
    }

    /** A topic's name above its island or below it; at the upper edge of the stage while only the lower part is in sight. */
    placeName({ island, ...box }) {
      const { canvas, labels } = this;
      const topic = canvas.model.topics[island.topic];
      const narrow = labels.width <= NARROW;
      const item = {
        text: shorten(topic.name),
        size: narrow ? 12.5 : 14,
        bold: true,
        color: css(canvas.topicColor(island.topic)),
        alpha: canvas.focused() ? 0.72 : 1,
        owner: { island },
      };
      const room = box.right - box.left;
      if (narrow && labels.widthOf(item) > room) item.text = inTwo(topic.name);
      // Among very many islands a name much wider than its own would be taken for another's.
      if (this.boxes.length > 60 && labels.widthOf(item) > 1.8 * room) return;
      labels.place(item, this.nameSpots(item, /** @type {any} */ (box)), { must: true, cost: (spot) => 12 * this.islandsUnder(spot, island) });
    }

    /** Where a name may stand, the best first: above, below, beside and last on its island. */
    nameSpots(item, { left, right, top, bottom }) {
      const half = this.labels.widthOf(item) / 2 + 6;
      const extra = item.text.includes("\n") ? item.size * 0.6 : 0;
      const inside = (x) => Math.min(Math.max(x, half), this.labels.width - half);
      const middle = (left + right) / 2;
      const shifts = [0, -0.25, 0.25, -0.5, 0.5].map((share) => inside(inside(middle) + share * Math.max(right - left, 60)));
      const rows = [Math.max(top - 9 - extra, UPPER), bottom + 10 + extra].flatMap((y) => shifts.map((x) => [x, y, "center"]));
      const beside = [left - half, right + half].map((x) => [x, (top + bottom) / 2, "center"]);
      return [...rows, ...beside, [inside(middle), (top + bottom) / 2, "center"]];
    }

    /** How many islands, but for one, lie under a box of the stage; one whose shore it only touches counts in part. */
    islandsUnder({ left, top, right, bottom }, own) {
      const { scale, x: middle, y: center } = this.camera;
      const world = (x, y) => ({ x: (x - this.labels.width / 2) / scale + middle, y: (y - this.labels.height / 2) / scale + center });
      let corners = null;
      let sum = 0;
      for (const box of this.boxes) {
        if (box.island === own || box.left > right || box.right < left || box.top > bottom || box.bottom < top) continue;
        corners = corners || [world(left, top), world(right, top), world(right, bottom), world(left, bottom)];
        const depth = (cg.islands.HULL - cg.islands.gap(box.island.hull, corners)) * scale;
        sum += Math.min(Math.max(depth / 14, 0), 1);
      }
      return sum;
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

  /** What a label says besides the name: that a concept is known, or of another project. */
  cg.label = function (concept, text) {
    const known = cg.learner && cg.learner.state(concept.id) === "known";
    return `${known ? "✓ " : ""}${text}${concept.status === "foreign" ? " ↗" : ""}`;
  };
  cg.Naming = Naming;
})(window.conceptgraph);
