/* The present view as a picture to take away: SVG as the same strokes drawn once more, PNG as the pixels of the stage. */
"use strict";

(function (cg) {
  const { css } = cg.painting;

  /** @param {number} number */
  const short = (number) => String(Math.round(number * 100) / 100);
  /** @param {string} text */
  const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** What stands in for a drawing context and writes SVG; it knows what vis-network and our painting use. */
  class Recorder {
    /** @param {HTMLCanvasElement} canvas whose letters are measured */
    constructor(canvas) {
      this.measuring = canvas.getContext("2d");
      this.canvas = { width: canvas.clientWidth, height: canvas.clientHeight };
      /** @type {string[]} */
      this.marks = [];
      this.path = "";
      /** @type {any[]} */
      this.saved = [];
      this.font = "10px sans-serif";
      this.textAlign = "left";
      this.textBaseline = "alphabetic";
      this.fillStyle = this.strokeStyle = "#000";
      this.lineWidth = this.globalAlpha = 1;
      /** @type {number[]} */
      this.dashes = [];
      this.at = [1, 0, 0, 1, 0, 0];
    }

    save() {
      const { font, textAlign, textBaseline, fillStyle, strokeStyle, lineWidth, globalAlpha, dashes, at } = this;
      this.saved.push({ font, textAlign, textBaseline, fillStyle, strokeStyle, lineWidth, globalAlpha, dashes, at });
    }

    restore() {
      Object.assign(this, this.saved.pop());
    }

    setTransform(...at) {
      this.at = at;
    }

    transform(a, b, c, d, e, f) {
      const [A, B, C, D, E, F] = this.at;
      this.at = [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F];
    }

    translate(x, y) {
      this.transform(1, 0, 0, 1, x, y);
    }

    scale(x, y) {
      this.transform(x, 0, 0, y, 0, 0);
    }

    rotate(angle) {
      this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0);
    }

    point(x, y) {
      const [a, b, c, d, e, f] = this.at;
      return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
    }

    stretch() {
      return Math.hypot(this.at[0], this.at[1]);
    }

    beginPath() {
      this.path = "";
    }

    moveTo(x, y) {
      this.path += `M${this.point(x, y)}`;
    }

    lineTo(x, y) {
      this.path += `${this.path ? "L" : "M"}${this.point(x, y)}`;
    }

    quadraticCurveTo(...points) {
      this.path += `Q${this.points(points)}`;
    }

    bezierCurveTo(...points) {
      this.path += `C${this.points(points)}`;
    }

    points(numbers) {
      return numbers.flatMap((x, index) => (index % 2 ? [] : [this.point(x, numbers[index + 1])])).join(" ");
    }

    rect(x, y, width, height) {
      this.path += `M${this.point(x, y)}L${this.points([x + width, y, x + width, y + height, x, y + height])}Z`;
    }

    closePath() {
      if (this.path) this.path += "Z";
    }

    arc(x, y, radius, from, to, back = false) {
      const turn = back ? from - to : to - from;
      const spot = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      const size = short(radius * this.stretch());
      this.lineTo(...spot(from));
      // A circle is two halves: one arc with equal ends would be none.
      const full = Math.abs(turn) >= 2 * Math.PI - 1e-6;
      const swept = full ? Math.PI : ((turn % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
      const sign = back ? -1 : 1;
      for (const angle of full ? [from + sign * Math.PI, from + sign * 2 * Math.PI] : [from + sign * swept])
        this.path += `A${size} ${size} 0 ${swept > Math.PI ? 1 : 0} ${back ? 0 : 1} ${this.point(...spot(angle))}`;
    }

    fill() {
      if (this.path) this.marks.push(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"${this.faint()}/>`);
    }

    stroke() {
      if (!this.path) return;
      const dashes = this.dashes.length ? ` stroke-dasharray="${this.dashes.map((dash) => short(dash * this.stretch())).join(" ")}"` : "";
      this.marks.push(`<path d="${this.path}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${short(this.lineWidth * this.stretch())}"${dashes}${this.faint()}/>`);
    }

    faint() {
      return this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : "";
    }

    setLineDash(dashes) {
      this.dashes = dashes.filter((dash) => dash > 0);
    }

    measureText(text) {
      this.measuring.font = this.font;
      return this.measuring.measureText(text);
    }

    text(text, x, y, look) {
      const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] || "start";
      const shift = { middle: "central", top: "hanging", hanging: "hanging" }[this.textBaseline] || "auto";
      const [px, py] = this.point(x, y).split(" ");
      this.marks.push(`<text x="${px}" y="${py}" text-anchor="${anchor}" dominant-baseline="${shift}" style="font:${escaped(this.font)}" ${look}${this.faint()}>${escaped(text)}</text>`);
    }

    fillText(text, x, y) {
      this.text(text, x, y, `fill="${escaped(this.fillStyle)}"`);
    }

    fillRect(x, y, width, height) {
      const corner = this.point(x, y).split(" ");
      this.marks.push(`<rect x="${corner[0]}" y="${corner[1]}" width="${short(width * this.stretch())}" height="${short(height * this.stretch())}" fill="${escaped(this.fillStyle)}"${this.faint()}/>`);
    }

    strokeText(text, x, y) {
      this.text(text, x, y, `fill="none" stroke="${escaped(this.strokeStyle)}" stroke-linejoin="round" stroke-width="${short(this.lineWidth * this.stretch())}"`);
    }

    drawImage(image, x, y, width, height) {
      if (!image.src) return;
      const [left, top] = this.point(x, y).split(" ");
      this.marks.push(`<image href="${escaped(image.src)}" x="${left}" y="${top}" width="${short(width * this.stretch())}" height="${short(height * this.stretch())}"/>`);
    }

    /* What neither changes a mark nor is needed in a picture */
    clearRect() {}
    clip() {}
  }

  /** The present view as the text of an SVG file. @param {MapOnPage} map @returns {string} */
  function svg(map) {
    const { canvas, stage } = map;
    const { clientWidth: width, clientHeight: height } = stage;
    const { network } = canvas;
    const recorder = new Recorder(network.canvas.frame.canvas);
    network.canvas.getContext = () => recorder;
    try {
      network.renderer._redraw();
    } finally {
      delete network.canvas.getContext;
      network.redraw();
    }
    const title = map.state.concept ? map.state.concept.term : document.title;
    const ground = `<rect width="${width}" height="${height}" fill="${css(canvas.colors.surface)}"/>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escaped(title)}</title>${ground}${recorder.marks.join("\n")}</svg>\n`;
  }

  /** What lies below the canvas of vis-network, painted once more on another drawing context.
   * @param {any} ctx @param {any} background */
  function paintBelow(ctx, background) {
    const { area, scale } = background;
    const { near, far } = background.nodesIn(area);
    background.paintEdges(ctx, background.edgesIn(area, scale), scale);
    background.paintIslands(ctx, scale);
    background.paintFarNodes(ctx, far, scale);
    background.near = near;
  }

  /** The stage as it is, drawn on another canvas. @param {any} canvas @param {CanvasRenderingContext2D} ctx */
  function drawStage({ network, stage, background }, ctx) {
    const { canvas } = network.canvas.frame;
    const ratio = canvas.width / stage.clientWidth;
    const { area, front, scale } = background;
    const { x, y } = network.canvasToDOM({ x: area.left, y: area.top });
    const zoom = (network.getScale() / scale) * (ratio / (front.width / (area.width * scale)));
    ctx.drawImage(front, x * ratio, y * ratio, front.width * zoom, front.height * zoom);
    ctx.drawImage(canvas, 0, 0);
  }

  /** The present view as pixels. @param {MapOnPage} map @returns {Promise<Blob>} */
  function png({ canvas }) {
    const drawn = canvas.network.canvas.frame.canvas;
    const picture = document.createElement("canvas");
    Object.assign(picture, { width: drawn.width, height: drawn.height });
    const ctx = picture.getContext("2d");
    ctx.fillStyle = css(canvas.colors.surface);
    ctx.fillRect(0, 0, picture.width, picture.height);
    drawStage(canvas, ctx);
    return new Promise((resolve, reject) => picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the stage is too large for a picture"))), "image/png"));
  }

  /** Hand a picture to the reader as a file. @param {MapOnPage} map @param {"svg" | "png"} format */
  async function save(map, format) {
    const blob = format === "svg" ? new Blob([svg(map)], { type: "image/svg+xml" }) : await png(map);
    const href = URL.createObjectURL(blob);
    const { concept, path } = map.state;
    const name = concept ? concept.id : path ? `path-to-${path.targets[0].id}` : "concept-map";
    const link = cg.element("a", { href, download: `${name}.${format}` });
    document.body.append(link); // some browsers follow only links that are in the page
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  cg.picture = { svg, png, save, paintBelow, Recorder };
})(window.conceptgraph);
