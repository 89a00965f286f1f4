/* What lies behind all else: islands, the edges between concepts, and the nodes that are many.

   It is painted once on a sheet half as large again as the stage, which then moves with the camera without being painted: the
   browser does that, as with any picture. A new sheet is painted when the camera rests or leaves the old one, in slices of a
   frame, and takes its place when it is done. */
"use strict";

(function (cg) {
  const CHUNK = 300; // edges in one stroke: one huge path is slow everywhere
  const SLICE = 1200; // edges painted in one frame
  const HASTY = 1200; // edges on a sheet that is painted while the camera moves
  const MOST = 4000; // edges on a sheet, the most important; more would be a gray field
  const NEAR = 400; // nodes painted anew with each frame, so that they are sharp at any zoom
  const MARGIN = 0.25; // of the stage, on each side of it
  const APART = 400; // milliseconds between two sheets while the camera moves
  const BUCKETS = 128; // of importance, to find the most important edges without sorting all
  const { HULL } = cg.islands;
  const { css } = cg.painting;

  /** A canvas that lies below vis-network's own. */
  function makeSheet() {
    const sheet = document.createElement("canvas");
    Object.assign(sheet.style, { position: "absolute", left: "0", top: "0", zIndex: "-1", transformOrigin: "0 0", willChange: "transform", pointerEvents: "none", maxWidth: "none" });
    return sheet;
  }

  class Background {
    constructor(canvas) {
      this.canvas = canvas;
      this.front = makeSheet();
      this.back = makeSheet();
      this.stale = true;
      this.area = null;
      this.scale = 1;
      this.near = [];
      this.painted = [];
      this.begun = 0;
      this.most = MOST;
      this.sheets = 0;
    }

    /** Lie below the canvas of vis-network. */
    attach() {
      const { frame } = this.canvas.network.canvas;
      frame.style.isolation = "isolate";
      this.back.style.visibility = "hidden";
      frame.append(this.front, this.back);
    }

    /** Move the sheet to where the camera looks, painted anew where it must be. */
    place(sight, scale, moving) {
      if (this.stale || !this.area) this.begin(sight, scale, { now: true });
      else if (!this.fits(sight, scale) && (!moving || this.isLost(sight, scale))) this.begin(sight, scale, { most: moving ? HASTY : MOST });
      else if (!moving && !this.job && this.most < MOST) this.begin(sight, scale, {});
      const zoom = scale / this.scale;
      const ratio = window.devicePixelRatio || 1;
      const along = (from, to) => Math.round((from - to) * scale * ratio) / ratio;
      const { left, top } = this.area;
      this.front.style.transform = `translate(${along(left, sight.left)}px, ${along(top, sight.top)}px) scale(${zoom})`;
    }

    /** Whether the sheet is right for what is in sight, or the one that is being painted will be. */
    fits(sight, scale) {
      const { area, scale: own } = this.job || this;
      return own === scale && this.covers(area, sight);
    }

    covers({ left, top, width, height }, sight) {
      return left <= sight.left && left + width >= sight.left + sight.width && top <= sight.top && top + height >= sight.top + sight.height;
    }

    /** Whether so much has changed that a camera on the move needs another sheet. */
    isLost(sight, scale) {
      const zoom = scale / this.scale;
      return !this.job && performance.now() - this.begun > APART && (zoom > 1.8 || zoom < 0.6 || !this.covers(this.area, sight));
    }

    /** Begin a new sheet: islands and nodes at once, edges in slices, the `most` important; `now` shows it while it is painted. */
    begin(sight, scale, { now = false, most = MOST }) {
      cancelAnimationFrame(this.job && this.job.frame);
      this.begun = performance.now();
      const area = { left: sight.left - sight.width * MARGIN, top: sight.top - sight.height * MARGIN, width: sight.width * (1 + 2 * MARGIN), height: sight.height * (1 + 2 * MARGIN) };
      const { near, far } = this.nodesIn(area);
      const job = { area, scale, near, most, sheet: now ? this.front : this.back, edges: this.edgesIn(area, scale, most), at: 0, frame: 0 };
      job.ctx = this.prepare(job);
      this.paintIslands(job.ctx, scale);
      this.paintFarNodes(job.ctx, far, scale);
      job.ctx.globalCompositeOperation = "destination-over"; // edges come later and lie below
      this.job = job;
      this.stale = false;
      if (now) Object.assign(this, { area, scale, near });
      this.paintSlice();
    }

    /** A sheet of the right size, empty, in lengths of the world. */
    prepare({ sheet, area, scale }) {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const [width, height] = [area.width, area.height].map((length) => Math.max(1, Math.round(length * scale)));
      const [across, along] = [Math.round(width * ratio), Math.round(height * ratio)];
      Object.assign(sheet.style, { width: `${width}px`, height: `${height}px` });
      if (sheet.width !== across) sheet.width = across;
      if (sheet.height !== along) sheet.height = along;
      const ctx = sheet.getContext("2d");
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.globalCompositeOperation = "source-over";
      ctx.clearRect(0, 0, across, along);
      ctx.setTransform(scale * ratio, 0, 0, scale * ratio, -area.left * scale * ratio, -area.top * scale * ratio);
      return ctx;
    }

    paintSlice() {
      const { job } = this;
      this.paintEdges(job.ctx, job.edges.slice(job.at, job.at + SLICE), job.scale);
      job.at += SLICE;
      if (job.at < job.edges.length) job.frame = requestAnimationFrame(() => this.paintSlice());
      else this.finish(job);
    }

    finish({ area, scale, near, sheet, edges, most }) {
      this.job = null;
      this.sheets += 1;
      this.painted = edges;
      this.most = most;
      if (sheet === this.front) return;
      [this.front, this.back] = [this.back, this.front];
      this.front.style.visibility = "";
      this.back.style.visibility = "hidden";
      Object.assign(this, { area, scale, near });
      this.canvas.network.redraw();
    }

    /* What is on a sheet */

    paintIslands(ctx, scale) {
      const faint = this.canvas.focused() ? 0.5 : 1;
      for (const island of this.canvas.islands) {
        if (!island) continue;
        const color = this.canvas.topicColor(island.topic);
        this.hullPath(ctx, island.hull);
        ctx.fillStyle = css(color, 0.09 * faint);
        ctx.fill();
        ctx.strokeStyle = css(color, 0.3 * faint);
        ctx.lineWidth = 1 / scale;
        ctx.stroke();
      }
    }

    /** The outline of a hull at some distance, its corners rounded. */
    hullPath(ctx, points) {
      ctx.beginPath();
      const count = points.length;
      points.forEach((point, index) => {
        const before = points[(index + count - 1) % count];
        const after = points[(index + 1) % count];
        const first = count > 1 ? Math.atan2(point.y - before.y, point.x - before.x) - Math.PI / 2 : 0;
        const last = count > 1 ? Math.atan2(after.y - point.y, after.x - point.x) - Math.PI / 2 : 2 * Math.PI;
        ctx.arc(point.x, point.y, HULL, first, last);
      });
      ctx.closePath();
    }

    /** The nodes in an area that vis-network does not hold: the most important, and the rest. */
    nodesIn({ left, top, width, height }) {
      const { seen, held } = this.canvas;
      const inside = seen.filter((concept) => concept.x > left && concept.x < left + width && concept.y > top && concept.y < top + height && !held.has(concept));
      return { near: inside.slice(0, NEAR), far: inside.slice(NEAR) };
    }

    paintFarNodes(ctx, concepts, scale) {
      cg.dots.paint(ctx, this.canvas, concepts.reverse(), 1 / scale / Math.min(window.devicePixelRatio || 1, 2));
    }

    /** The edges worth painting in an area: those long enough to be seen, and of these the most important. */
    edgesIn({ left, top, width, height }, scale, most = MOST) {
      const [right, bottom, least] = [left + width, top + height, 3 / scale];
      const counts = new Uint32Array(BUCKETS + 1);
      const found = this.canvas.contextEdges().filter(({ source, target }) => {
        if (Math.min(source.x, target.x) > right || Math.max(source.x, target.x) < left) return false;
        if (Math.min(source.y, target.y) > bottom || Math.max(source.y, target.y) < top) return false;
        if (Math.abs(source.x - target.x) + Math.abs(source.y - target.y) < least) return false;
        counts[bucket(source, target)] += 1;
        return true;
      });
      if (found.length <= most) return sorted(found);
      let lowest = BUCKETS;
      for (let sum = counts[lowest]; lowest > 0 && sum <= most; sum += counts[lowest]) lowest -= 1;
      return sorted(found.filter(({ source, target }) => bucket(source, target) >= lowest).slice(0, most));
    }

    paintEdges(ctx, edges, scale) {
      const faint = this.canvas.focused() ? 0.3 : 1;
      ctx.lineWidth = 1 / scale / Math.min(window.devicePixelRatio || 1, 2);
      for (let start = 0; start < edges.length; ) {
        const key = lookOf(edges[start]);
        let end = start + 1;
        while (end < edges.length && end - start < CHUNK && lookOf(edges[end]) === key) end += 1;
        const across = key < 2;
        const alpha = (across ? 0.16 : 0.4) * (key & 1 ? 0.55 : 1) * faint;
        ctx.strokeStyle = css(across ? this.canvas.colors.soft : this.canvas.topicColor((key >> 1) - 1), alpha);
        this.strokeEdges(ctx, edges, start, end);
        start = end;
      }
    }

    strokeEdges(ctx, edges, start, end) {
      ctx.beginPath();
      for (let index = start; index < end; index += 1) {
        const { source, target } = edges[index];
        ctx.moveTo(source.x, source.y);
        ctx.lineTo(target.x, target.y);
      }
      ctx.stroke();
    }
  }

  const bucket = (source, target) => Math.round(Math.min((source.rank + target.rank) / 2, 1) * BUCKETS);

  /** What edges of one color and strength have in common: their island, if both ends are on one, and how strong they are. */
  function lookOf({ source, target, kind }) {
    const inside = source.topic === target.topic && source.topic >= 0;
    return (inside ? source.topic + 1 : 0) * 2 + (kind === cg.REQUIRES ? 0 : 1);
  }

  const sorted = (edges) => edges.map((edge) => [lookOf(edge), edge]).sort(([a], [b]) => b - a).map(([, edge]) => edge);

  cg.Background = Background;
})(window.conceptgraph);
