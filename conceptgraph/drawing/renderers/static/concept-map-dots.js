/* Nodes that are painted here and not by vis-network: dots, hollow for what is wanted, diamonds for what is foreign. */
"use strict";

(function (cg) {
  const CHUNK = 60; // dots in one fill: one huge path is slow everywhere
  const TINY = 1.6; // device pixels: a dot with this radius is as good as a square

  const THIN = 0.6; // device pixels: an outline below this is not to be seen, and costs more than the dot

  /** A color of CSS. @param {number[]} color @param {number} [alpha] @returns {string} */
  const css = ([r, g, b], alpha = 1) => `rgba(${r},${g},${b},${alpha})`;
  /** A share of one color in another. @param {number[]} a @param {number[]} b @param {number} share @returns {number[]} */
  const mix = (a, b, share) => a.map((value, index) => Math.round(value * share + b[index] * (1 - share)));

  /** How strong what is out of focus is painted. */
  const FAINT = 0.22;

  /** @param {any} ctx @param {any} concept @param {number} r */
  function outline(ctx, { x, y, status }, r) {
    if (status === "foreign") {
      const far = r * 1.2;
      ctx.moveTo(x, y - far);
      ctx.lineTo(x + far, y);
      ctx.lineTo(x, y + far);
      ctx.lineTo(x - far, y);
      ctx.lineTo(x, y - far);
    } else {
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    }
  }

  /** Paint concepts in lengths of the world, those of one look together.
   * @param {any} ctx @param {any} canvas @param {any[]} concepts @param {number} pixel how long a device pixel is */
  function paint(ctx, canvas, concepts, pixel) {
    const looks = new Map();
    for (const concept of concepts) {
      const key = (canvas.colorNumber(concept) * 2 + (concept.wanted ? 1 : 0)) * 2 + (canvas.inFocus(concept) ? 1 : 0);
      const group = looks.get(key);
      if (group) group.push(concept);
      else looks.set(key, [concept]);
    }
    for (const [key, group] of looks) {
      const fill = css(mix(canvas.colors[`topic-${key >> 2}`], canvas.colors.surface, key & 1 ? 1 : FAINT));
      const ground = css(canvas.colors.surface);
      const hollow = Boolean(key & 2);
      ctx.fillStyle = hollow ? ground : fill;
      ctx.strokeStyle = hollow ? fill : ground;
      ctx.lineWidth = hollow ? 1.8 : 1.2;
      paintAlike(ctx, canvas, group, hollow ? 0 : pixel * TINY, hollow || ctx.lineWidth > pixel * THIN);
    }
  }

  function paintAlike(ctx, canvas, group, tiny, outlined) {
    for (let start = 0; start < group.length; start += CHUNK) {
      let some = false;
      ctx.beginPath();
      for (const concept of group.slice(start, start + CHUNK)) {
        const r = canvas.radius(concept);
        if (r < tiny) ctx.fillRect(concept.x - r, concept.y - r, 2 * r, 2 * r);
        else outline(ctx, concept, r);
        some = some || r >= tiny;
      }
      if (!some) continue;
      ctx.fill();
      if (outlined) ctx.stroke();
    }
  }

  cg.painting = { css, mix, FAINT };
  cg.dots = { paint };
})(window.conceptgraph);
