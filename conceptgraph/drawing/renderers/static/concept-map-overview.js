/* A small picture of the whole map on the stage, with a frame around what is in sight: where one is, and a way to elsewhere.
   Loaded where there are many concepts, and seen only while a part of the map is. Keys move the map without it. */
"use strict";

(function (cg) {
  const WIDTH = 168; // CSS pixels
  const HEIGHT = 120; // at most
  const { css } = cg.painting;
  const { element } = cg;

  class Overview {
    constructor(canvas) {
      this.canvas = canvas;
      this.frame = element("div", { class: "cg-inset-frame" });
      this.picture = element("canvas");
      this.box = element("div", { class: "cg-inset", "data-cover": true, "aria-hidden": "true", hidden: true }, this.picture, this.frame);
      this.box.addEventListener("pointerdown", (event) => (this.box.setPointerCapture(event.pointerId), this.go(event)));
      this.box.addEventListener("pointermove", (event) => event.buttons && this.go(event));
      this.islands = null;
      this.colors = null;
      this.scale = 1;
      this.left = 0;
      this.top = 0;
      this.right = 0;
      this.bottom = 0;
      canvas.stage.after(this.box);
      canvas.drawn = () => this.follow();
      this.follow();
    }

    /** The place of the map that the middle of the stage is to show. */
    go({ clientX, clientY }) {
      const box = this.picture.getBoundingClientRect();
      this.canvas.moveTo({ position: { x: (clientX - box.left) / this.scale + this.left, y: (clientY - box.top) / this.scale + this.top } }, false);
    }

    /** Show what is in sight; all of it is no news. */
    follow() {
      const { network, stage, islands, colors } = this.canvas;
      if (this.islands !== islands || this.colors !== colors) this.paint(islands, colors);
      const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight })];
      const whole = from.x <= this.left && from.y <= this.top && to.x >= this.right && to.y >= this.bottom;
      if (this.box.hidden !== whole) {
        this.box.hidden = whole;
        this.canvas.covers = null; // labels go around it
        this.canvas.naming.stale = true;
        network.redraw();
      }
      const inside = (value, low, high) => (Math.min(Math.max(value, low), high) - low) * this.scale;
      const [left, right] = [from.x, to.x].map((x) => inside(x, this.left, this.right));
      const [top, bottom] = [from.y, to.y].map((y) => inside(y, this.top, this.bottom));
      Object.assign(this.frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    }

    paint(islands, colors) {
      this.islands = islands;
      this.colors = colors;
      const shown = islands.filter(Boolean);
      const far = (side, most) => shown.reduce((value, island) => most(value, island[side]), shown.length ? shown[0][side] : 0);
      this.left = far("left", Math.min);
      this.top = far("top", Math.min);
      this.right = far("right", Math.max);
      this.bottom = far("bottom", Math.max);
      this.scale = Math.min(WIDTH / (this.right - this.left || 1), HEIGHT / (this.bottom - this.top || 1));
      const ratio = window.devicePixelRatio || 1;
      const { picture } = this;
      const [width, height] = [(this.right - this.left) * this.scale, (this.bottom - this.top) * this.scale];
      Object.assign(picture.style, { width: `${width}px`, height: `${height}px` });
      Object.assign(picture, { width: Math.ceil(width * ratio), height: Math.ceil(height * ratio) });
      const ctx = picture.getContext("2d");
      ctx.setTransform(this.scale * ratio, 0, 0, this.scale * ratio, -this.left * this.scale * ratio, -this.top * this.scale * ratio);
      for (const island of shown) this.paintIsland(ctx, island);
    }

    paintIsland(ctx, { topic, hull }) {
      this.canvas.background.hullPath(ctx, hull);
      ctx.fillStyle = css(this.canvas.topicColor(topic), 0.75);
      ctx.fill();
    }
  }

  /** Put the small picture on the stage of a canvas. */
  cg.overview = { attach: (canvas) => (canvas.inset = new Overview(canvas)) };
})(window.conceptgraph);
