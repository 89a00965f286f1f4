/* What lies behind the nodes: islands, the edges between all concepts, and the nodes vis-network does not hold.

   It is painted into a bitmap a quarter larger than the stage, which moves with the camera and is painted anew at rest. */
"use strict";

(function (cg) {
  const CHUNK = 300; // edges in one stroke: one huge path is slow everywhere
  const CHEAP = 7; // milliseconds a painting may take to be done on every frame
  const { HULL } = cg.islands;

  const css = ([r, g, b], alpha = 1) => `rgba(${r},${g},${b},${alpha})`;
  const mix = (a, b, share) => a.map((value, index) => Math.round(value * share + b[index] * (1 - share)));

  class Background {
    constructor(canvas) {
      this.canvas = canvas;
      this.bitmap = document.createElement("canvas");
      this.stale = true;
      this.cost = 0;
    }

    /** Draw it, painted anew where it must be: what it holds changed, or it no longer fits what is in sight. */
    draw(ctx, sight, scale, moving) {
      const must = this.stale || !this.area;
      if (must || (!this.fits(sight, scale) && (!moving || this.cost < CHEAP))) this.paint(sight, scale);
      const { left, top, width, height } = this.area;
      ctx.drawImage(this.bitmap, left, top, width, height);
    }

    fits(sight, scale) {
      const { left, top, width, height } = this.area;
      const across = left <= sight.left && left + width >= sight.left + sight.width;
      return this.scale === scale && across && top <= sight.top && top + height >= sight.top + sight.height;
    }

    paint(sight, scale) {
      const begun = performance.now();
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const margin = 0.25;
      const area = { left: sight.left - sight.width * margin, top: sight.top - sight.height * margin, width: sight.width * (1 + 2 * margin), height: sight.height * (1 + 2 * margin) };
      const { bitmap } = this;
      bitmap.width = Math.max(1, Math.round(area.width * scale * ratio));
      bitmap.height = Math.max(1, Math.round(area.height * scale * ratio));
      const ctx = bitmap.getContext("2d");
      ctx.scale(scale * ratio, scale * ratio);
      ctx.translate(-area.left, -area.top);
      this.paintIslands(ctx, scale);
      this.paintContextEdges(ctx, area, scale);
      this.paintFarNodes(ctx, area);
      Object.assign(this, { scale, area, stale: false });
      this.cost = performance.now() - begun;
    }

    paintIslands(ctx, scale) {
      const faint = this.canvas.focused() ? 0.5 : 1;
      for (const island of this.canvas.islands) {
        if (!island) continue;
        const color = this.canvas.colors[`topic-${this.canvas.model.topics[island.topic].color}`];
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

    contextEdges() {
      const { hiddenKinds } = this.canvas.view;
      return this.canvas.model.edges.filter((edge) => !edge.via && !hiddenKinds.has(edge.kind) && this.canvas.visible(edge.source) && this.canvas.visible(edge.target));
    }

    paintContextEdges(ctx, area, scale) {
      const groups = new Map();
      const seen = (x, y) => x > area.left && x < area.left + area.width && y > area.top && y < area.top + area.height;
      for (const edge of this.contextEdges()) {
        const { source, target } = edge;
        const inside = source.topic === target.topic && source.topic >= 0;
        if (inside && !seen(source.x, source.y) && !seen(target.x, target.y)) continue;
        const weak = edge.kind !== cg.REQUIRES;
        const key = (inside ? source.topic : -1) * 2 + (weak ? 1 : 0);
        if (groups.has(key)) groups.get(key).push(edge);
        else groups.set(key, [edge]);
      }
      const faint = this.canvas.focused() ? 0.3 : 1;
      ctx.lineWidth = 1 / scale / Math.min(window.devicePixelRatio || 1, 2);
      for (const [key, edges] of [...groups].sort(([a], [b]) => a - b)) {
        const topic = Math.floor(key / 2);
        const alpha = (topic < 0 ? 0.16 : 0.4) * (key & 1 ? 0.55 : 1) * faint;
        ctx.strokeStyle = css(topic < 0 ? this.canvas.colors.soft : this.canvas.colors[`topic-${this.canvas.model.topics[topic].color}`], alpha);
        for (let start = 0; start < edges.length; start += CHUNK) this.strokeEdges(ctx, edges.slice(start, start + CHUNK));
      }
    }

    strokeEdges(ctx, edges) {
      ctx.beginPath();
      for (const { source, target } of edges) {
        ctx.moveTo(source.x, source.y);
        ctx.lineTo(target.x, target.y);
      }
      ctx.stroke();
    }

    paintFarNodes(ctx, area) {
      if (this.canvas.held.size >= this.canvas.model.concepts.length) return;
      const strength = this.canvas.focused() ? 0.22 : 1;
      const byColor = new Map();
      for (const concept of this.canvas.model.concepts) {
        if (this.canvas.held.has(concept) || !this.canvas.visible(concept)) continue;
        if (concept.x < area.left || concept.x > area.left + area.width || concept.y < area.top || concept.y > area.top + area.height) continue;
        const color = css(mix(this.canvas.color(concept), this.canvas.colors.surface, strength));
        if (byColor.has(color)) byColor.get(color).push(concept);
        else byColor.set(color, [concept]);
      }
      for (const [color, concepts] of byColor) {
        ctx.fillStyle = color;
        for (const concept of concepts) {
          ctx.beginPath();
          ctx.arc(concept.x, concept.y, this.canvas.radius(concept), 0, 2 * Math.PI);
          ctx.fill();
        }
      }
    }
  }

  cg.painting = { css, mix };
  cg.Background = Background;
})(window.conceptgraph);
