/* What an edge under the pointer says: its two concepts, the kind of relation, and the sentence behind it. Loaded when the
   pointer first moves over a map. Who works by keyboard finds the same sentences in the panel and in the list. */
"use strict";

(function (cg) {
  const REACH = 6; // CSS pixels: how near an edge the pointer must be
  const APART = 14; // CSS pixels between the pointer and what is said
  const WAIT = 60; // milliseconds the pointer rests before edges are searched
  const { element, word } = cg;
  /** What is said on each map, and of which edge. @type {WeakMap<any, {box: any, edge: any, timer: number}>} */
  const told = new WeakMap();

  /** How far a point is from the line between two others. */
  function distance({ x, y }, from, to) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = Math.min(Math.max(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
  }

  /** How far a point is from an edge as it is drawn: vis-network bends those it holds. */
  function distanceTo(canvas, edge, point) {
    const drawn = canvas.holding.roles.has(edge) && canvas.network.body.edges[edge.index];
    if (!drawn || !drawn.connected) return distance(point, edge.source, edge.target);
    return drawn.edgeType.getDistanceToEdge(drawn.from.x, drawn.from.y, drawn.to.x, drawn.to.y, point.x, point.y);
  }

  /** The edge nearest to a place on the stage, of those in focus or else of those painted; null where none is near. */
  function nearest(canvas, place) {
    const point = canvas.network.DOMtoCanvas(place);
    const candidates = canvas.focused() ? [...canvas.holding.roles.keys()] : canvas.background.painted;
    let best = null;
    let least = REACH / canvas.network.getScale();
    for (const edge of candidates) {
      const far = distanceTo(canvas, edge, point);
      if (far < least) [best, least] = [edge, far];
    }
    return best;
  }

  /** What an edge says, as the children of the box. @param {Model} model @param {Edge} edge */
  function sentence(model, edge) {
    const [why, place] = model.evidence(edge);
    const head = element("p", {}, element("b", {}, edge.source.term), ` ${word(edge.kind)} `, element("b", {}, edge.target.term));
    const label = edge.label ? element("p", { class: "cg-aside" }, word(edge.label)) : null;
    const via = edge.via ? element("p", { class: "cg-aside" }, word("also, via {term}", { term: edge.via.term })) : null;
    const reason = why ? element("p", { class: "cg-said" }) : null;
    if (reason) reason.innerHTML = why; // made at build time, everything but formulas escaped
    return [head, label, via, reason, place ? element("p", { class: "cg-aside" }, place) : null].filter(Boolean);
  }

  /** Say what the edge under a place of the stage says; nothing where there is none, or no place.
   * @param {any} canvas @param {{x: number, y: number} | null} place */
  function point(canvas, place) {
    const now = told.get(canvas) || { box: null, edge: null, timer: 0 };
    told.set(canvas, now);
    clearTimeout(now.timer);
    if (!place) return hide(now);
    if (now.edge && !now.box.hidden) put(canvas, now.box, place);
    now.timer = setTimeout(() => tell(canvas, now, place), WAIT);
  }

  function tell(canvas, now, place) {
    const edge = nearest(canvas, place);
    if (!edge) return hide(now);
    if (edge !== now.edge) {
      if (!now.box) canvas.stage.after((now.box = element("div", { class: "cg-tip", role: "tooltip", hidden: true })));
      now.box.replaceChildren(...sentence(canvas.model, edge));
      now.box.hidden = false;
      now.edge = edge;
    }
    put(canvas, now.box, place);
  }

  function hide(now) {
    now.edge = null;
    if (now.box) now.box.hidden = true;
  }

  /** Beside the pointer, inside the stage. */
  function put({ stage }, box, { x, y }) {
    const left = x + APART + box.offsetWidth > stage.clientWidth ? x - APART - box.offsetWidth : x + APART;
    const top = y + APART + box.offsetHeight > stage.clientHeight ? y - APART - box.offsetHeight : y + APART;
    Object.assign(box.style, { left: `${Math.max(left, 0)}px`, top: `${Math.max(top, 0)}px` });
  }

  cg.edges = { point, nearest };
})(window.conceptgraph);
