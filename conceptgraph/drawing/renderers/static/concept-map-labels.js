/* Labels on the canvas: constant size, the most important first, none over another. Works in CSS pixels of the stage. */
"use strict";

(function (cg) {
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const CELL = 32;

  /** Boxes and dots in a grid of cells, so that each is compared with few others. */
  class Grid {
    constructor() {
      this.cells = new Map();
    }

    add(item, left, top, right, bottom) {
      this.each(left, top, right, bottom, (key) => {
        const cell = this.cells.get(key);
        if (cell) cell.push(item);
        else this.cells.set(key, [item]);
      });
    }

    each(left, top, right, bottom, visit) {
      for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1)
        for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row += 1) visit(column * 100003 + row);
    }

    /** How many different items overlap a box. */
    count(box, overlaps) {
      const found = new Set();
      this.each(box.left, box.top, box.right, box.bottom, (key) => {
        for (const item of this.cells.get(key) || []) if (overlaps(item, box)) found.add(item);
      });
      return found.size;
    }
  }

  const crosses = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const covers = (dot, box) => dot.x > box.left - dot.r && dot.x < box.right + dot.r && dot.y > box.top - dot.r && dot.y < box.bottom + dot.r;

  const fontOf = ({ bold, size }) => `${bold ? 600 : 400} ${size}px ${FONT}`;

  class Labels {
    constructor() {
      this.widths = new Map();
      this.placed = [];
    }

    begin(ctx, width, height) {
      this.ctx = ctx;
      this.width = width;
      this.height = height;
      this.boxes = new Grid();
      this.dots = new Grid();
      this.placed = [];
    }

    /** A dot that labels go around. */
    dot(x, y, r) {
      this.dots.add({ x, y, r }, x - r, y - r, x + r, y + r);
    }

    /** A region no label may lie on, such as the search box. */
    block(left, top, right, bottom) {
      const box = { left, top, right, bottom };
      this.boxes.add(box, left, top, right, bottom);
    }

    measure(text, font) {
      const key = font + text;
      let width = this.widths.get(key);
      if (width === undefined) {
        this.ctx.font = font;
        width = this.ctx.measureText(text).width;
        this.widths.set(key, width);
      }
      return width;
    }

    /** The width of the widest line of a label. */
    widthOf(item) {
      return Math.max(...item.text.split("\n").map((line) => this.measure(line, fontOf(item))));
    }

    /** Place a label at the first free of some spots [x, y, align], else where it covers least, or nowhere; tells whether it
        was placed. What lies under a box is dots, and what `cost` says. */
    place(item, spots, { must = false, most = 1, cost = (/** @type {any} */ _box) => 0 } = {}) {
      const font = fontOf(item);
      const width = this.widthOf(item);
      let best = null;
      let fewest = Infinity;
      for (const [x, y, align] of spots) {
        const left = align === "center" ? x - width / 2 : align === "right" ? x - width : x;
        const half = item.size * (0.72 + 0.6 * (item.text.split("\n").length - 1));
        const box = { left: left - 3, right: left + width + 3, top: y - half, bottom: y + half };
        if (box.left < 2 || box.right > this.width - 2 || box.top < 2 || box.bottom > this.height - 2) continue;
        if (this.boxes.count(box, crosses)) continue;
        const dots = this.dots.count(box, covers) + cost(box);
        if (dots < fewest) [best, fewest] = [{ left, y, width, box }, dots];
        if (!dots) break;
      }
      if (!best || (!must && fewest > most)) return false;
      this.boxes.add(best.box, best.box.left, best.box.top, best.box.right, best.box.bottom);
      this.placed.push({ ...item, font, ...best });
      return true;
    }

    /** Put a label that stood before at another place, if it is in sight and lies on no other. */
    move(label, left, y) {
      const { box } = label;
      const [across, along] = [left - label.left, y - label.y];
      const moved = { left: box.left + across, right: box.right + across, top: box.top + along, bottom: box.bottom + along };
      if (moved.right < 0 || moved.left > this.width || moved.bottom < 0 || moved.top > this.height) return;
      if (this.boxes.count(moved, crosses)) return;
      this.boxes.add(moved, moved.left, moved.top, moved.right, moved.bottom);
      this.placed.push({ ...label, left, y, box: moved });
    }

    draw(halo) {
      const { ctx } = this;
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      ctx.lineWidth = 4;
      ctx.strokeStyle = halo;
      for (const label of this.placed) {
        ctx.font = label.font;
        ctx.globalAlpha = label.alpha || 1;
        ctx.fillStyle = label.color;
        const spots = this.lines(label);
        for (const spot of spots) ctx.strokeText(...spot);
        for (const spot of spots) ctx.fillText(...spot);
      }
      ctx.globalAlpha = 1;
    }

    /** Each line of a label with its place: [text, x, y], the lines centered on each other. */
    lines({ text, font, left, y, width, size }) {
      const lines = text.split("\n");
      if (lines.length === 1) return [[text, left, y]];
      return lines.map((line, index) => [line, left + (width - this.measure(line, font)) / 2, y + size * 1.2 * (index - (lines.length - 1) / 2)]);
    }

    /** What a label under a point belongs to. */
    at(x, y) {
      const hit = this.placed.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
      return hit ? hit.owner : null;
    }
  }

  cg.Labels = Labels;
})(window.conceptgraph);
