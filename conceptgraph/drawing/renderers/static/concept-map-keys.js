/* The map by keyboard. Loaded with the first key that is pressed on the stage. */
"use strict";

(function (cg) {
  const { word } = cg;
  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** @param {any} map a ConceptMap @param {string} key */
  function press(map, key) {
    const { concept } = map.state;
    if (key in DIRECTIONS) step(map, DIRECTIONS[key]);
    else if (key === "Enter" && concept && concept.href) window.location.href = map.panel.address(concept);
    else if (key === "Escape") map.clear();
    else if (key === "+" || key === "=") map.canvas.zoom(1.4);
    else if (key === "-") map.canvas.zoom(1 / 1.4);
    else if (key === "0") map.canvas.fitAll(true);
    else if (key === "?") cg.part("tools").then(() => cg.tools.help(map));
  }

  /** To the nearest related concept in a direction; at first to the most important one. */
  function step(map, direction) {
    const { concept, path } = map.state;
    if (path) return along(map, path);
    if (!concept) {
      const first = map.model.byRank.find((one) => map.canvas.visible(one));
      return first && map.select(first);
    }
    const best = nearest(concept, cg.focus.viewOf(map, concept, 1).shown.keys(), direction);
    if (best) map.select(best);
    else map.say(word("Nothing related in this direction"));
  }

  /** On a path the arrows begin at its goal. */
  function along(map, path) {
    map.select(path.targets[0]);
  }

  /** Of some concepts the nearest within 63 degrees of a direction.
   * @param {Concept} from @param {Iterable<Concept>} others @param {number[]} direction @returns {Concept | null} */
  function nearest(from, others, [dx, dy]) {
    let best = null;
    let least = Infinity;
    for (const other of others) {
      const [x, y] = [other.x - from.x, other.y - from.y];
      const ahead = x * dx + y * dy;
      const across = Math.abs(x * dy) + Math.abs(y * dx);
      if (other === from || ahead <= 0 || across > ahead * 2) continue;
      if (ahead + 2 * across < least) [best, least] = [other, ahead + 2 * across];
    }
    return best;
  }

  cg.keys = { press, nearest };
})(window.conceptgraph);
