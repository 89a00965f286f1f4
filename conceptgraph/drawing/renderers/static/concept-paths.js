/* Learning paths over a plain graph, without a page: what to learn and in which order.

   A concept is its index. `needs` holds core prerequisites only. Nothing here knows a page, a store or a map, so it loads
   unchanged in Node. The order is that of graph/paths.py, concept for concept; a test holds both equal. */
"use strict";

window.conceptgraph = window.conceptgraph || {};

/**
 * @typedef {{ids: string[], terms: string[], depth: number[], needs: [number, number][][], minutes?: number[]}} PathGraph
 *   `needs[i]` are pairs of what concept i builds on and how sure that is, in [0, 1].
 */
(function (cg) {
  /** @type {WeakMap<PathGraph, {needs: number[][], needed: number[][]}>} */
  const sorted = new WeakMap();

  /** Compare as Python does, by code points: a surrogate stands above all other code units.
   * @param {string} left @param {string} right @returns {number} */
  function byCodePoint(left, right) {
    const length = Math.min(left.length, right.length);
    for (let at = 0; at < length; at += 1) {
      const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
      if (a === b) continue;
      const [high, other] = [(a & 0xf800) === 0xd800, (b & 0xf800) === 0xd800];
      return high === other ? a - b : high ? 1 : -1;
    }
    return left.length - right.length;
  }

  /** What each concept builds on, in the order of visits, and what builds on it; made once for each graph.
   * @param {PathGraph} graph */
  function neighbours(graph) {
    let known = sorted.get(graph);
    if (known) return known;
    const { depth, terms } = graph;
    /** @type {number[][]} */
    const needed = graph.ids.map(() => []);
    const needs = graph.needs.map((pairs, concept) => {
      const order = pairs.length < 2 ? pairs : [...pairs].sort(([a, sure], [b, surer]) => depth[b] - depth[a] || surer - sure || byCodePoint(terms[a], terms[b]));
      for (const [other] of order) needed[other].push(concept);
      return order.map(([other]) => other);
    });
    known = { needs, needed };
    sorted.set(graph, known);
    return known;
  }

  /** What to learn for some targets, each concept after what it builds on and near it; without recursion, as chains are long.
   * @param {PathGraph} graph @param {Iterable<number>} targets @param {Iterable<number>} [known] @returns {number[]} */
  function find(graph, targets, known = []) {
    const { needs } = neighbours(graph);
    const seen = new Set(known);
    /** @type {number[]} */
    const order = [];
    const stack = [...targets].reverse();
    while (stack.length) {
      const concept = /** @type {number} */ (stack.pop());
      if (concept < 0) order.push(~concept);
      else if (!seen.has(concept)) {
        seen.add(concept);
        stack.push(~concept);
        for (let at = needs[concept].length - 1; at >= 0; at -= 1) if (!seen.has(needs[concept][at])) stack.push(needs[concept][at]);
      }
    }
    return order;
  }

  /** All that a concept builds on, directly or through others, in learning order.
   * @param {PathGraph} graph @param {number} concept @returns {number[]} */
  function closure(graph, concept) {
    return find(graph, [concept]).slice(0, -1);
  }

  /** All that builds on a concept, directly or through others, nearest first.
   * @param {PathGraph} graph @param {number} concept @param {(other: number) => boolean} [inside] @returns {number[]} */
  function dependents(graph, concept, inside = () => true) {
    const { needed } = neighbours(graph);
    const seen = new Set([concept]);
    for (const other of seen) for (const next of needed[other]) if (inside(next)) seen.add(next);
    seen.delete(concept);
    return [...seen];
  }

  cg.paths = { ...cg.paths, neighbours, find, closure, dependents };
})(window.conceptgraph);
