/* What a learner can begin with, should review, and is asked to find out where to start: over a plain graph, without a page.

   Loaded after concept-paths.js, which says what a PathGraph is; unchanged in Node too. */
"use strict";

/**
 * @typedef {{concept: number, knows: boolean}} Answer
 * @typedef {{known: number[], unknown: number[], open: number[], why: Map<number, number>}} Settled
 *   The concepts toward a goal, in learning order; `why` tells for each settled one which answered concept settled it.
 */
(function (cg) {
  const { neighbours, find, closure, dependents } = cg.paths;

  /** How many of some steps build on one of them.
   * @param {PathGraph} graph @param {number[]} steps @param {number} concept @returns {number} */
  function unlocks(graph, steps, concept) {
    const inside = new Set(steps);
    return dependents(graph, concept, (other) => inside.has(other)).length;
  }

  /** The steps that can be learned now, as all they build on is known; first what unlocks most of the path.
   * In knowledge space theory: the outer fringe of what is known, toward the targets.
   * @param {PathGraph} graph @param {Iterable<number>} targets @param {Iterable<number>} [known] @returns {number[]} */
  function ready(graph, targets, known = []) {
    const { needs } = neighbours(graph);
    const steps = find(graph, targets, known);
    const open = new Set(steps);
    const can = steps.filter((concept) => !needs[concept].some((other) => open.has(other)));
    const gains = new Map(can.map((concept) => [concept, unlocks(graph, steps, concept)]));
    return can.sort((a, b) => (gains.get(b) || 0) - (gains.get(a) || 0));
  }

  /** What to review: known concepts that no other known concept builds on, so that each exercises what lies below it.
   * In knowledge space theory: the inner fringe, the concepts without which the rest would still be a state
   * (Doignon and Falmagne 1985). With targets, only what leads to them counts. The deepest come first.
   * @param {PathGraph} graph @param {Iterable<number>} known @param {number[]} [targets] @returns {number[]} */
  function review(graph, known, targets = []) {
    const { needs } = neighbours(graph);
    const inside = targets.length ? new Set(find(graph, targets)) : null;
    const have = [...new Set(known)].filter((concept) => !inside || inside.has(concept));
    const below = new Set(have.flatMap((concept) => needs[concept]));
    for (const concept of below) for (const other of needs[concept]) below.add(other);
    return have.filter((concept) => !below.has(concept)).sort((a, b) => graph.depth[b] - graph.depth[a] || a - b);
  }

  /** The steps that what one knows spares, as they lead to the targets only through known ones.
   * @param {PathGraph} graph @param {number[]} targets @param {number[]} taken what the path takes as known @param {number[]} known
   * @returns {Set<number>} */
  function spared(graph, targets, taken, known) {
    const left = new Set([...find(graph, targets, [...taken, ...known]), ...known]);
    return new Set(find(graph, targets, taken).filter((step) => !left.has(step)));
  }

  /** What answers say of the concepts toward some targets: yes settles what a concept builds on, no what builds on it.
   * The targets count as not known; an answer goes before what others infer, an earlier inference before a later one.
   * @param {PathGraph} graph @param {number[]} targets @param {Iterable<number>} known what is known before any question
   * @param {Answer[]} answers @param {Iterable<number>} [flipped] inferred concepts of which the opposite is true @returns {Settled} */
  function settle(graph, targets, known, answers, flipped = []) {
    const order = find(graph, targets, known);
    const inside = new Set(order);
    const goals = targets.filter((target) => inside.has(target)).map((concept) => ({ concept, knows: false }));
    /** @type {Map<number, boolean>} */
    const told = new Map([...answers, ...goals].reverse().map(({ concept, knows }) => [concept, knows]));
    const why = new Map([...told.keys()].map((concept) => [concept, concept]));
    for (const { concept, knows } of [...goals, ...answers]) {
      const reached = knows ? closure(graph, concept) : dependents(graph, concept, (other) => inside.has(other));
      for (const other of reached) {
        if (!inside.has(other) || told.has(other)) continue;
        told.set(other, knows);
        why.set(other, concept);
      }
    }
    for (const concept of flipped) if (told.has(concept) && why.get(concept) !== concept) told.set(concept, !told.get(concept));
    return {
      known: order.filter((concept) => told.get(concept) === true),
      unknown: order.filter((concept) => told.get(concept) === false),
      open: order.filter((concept) => !told.has(concept)),
      why,
    };
  }

  /** Which open concept to ask for: the one whose answer settles most in the mean; -1 where nothing is open.
   *
   * Of a concept that y open ones lead up to and n build on, itself among both, yes settles y and no settles n. Where any
   * order of learning is as likely as any other, the chance of a yes is near n / (y + n): what much builds on is learned
   * early. So y * n / (y + n) is half of what the answer settles in the mean. Equal ones: the first in the order.
   * @param {PathGraph} graph @param {number[]} open in learning order @returns {number} */
  function question(graph, open) {
    const { needs } = neighbours(graph);
    const inside = new Set(open);
    const over = new Map(open.map((concept) => [concept, 0]));
    const under = new Map();
    for (const concept of open) {
      const reached = new Set([concept]);
      for (const other of reached) for (const next of needs[other]) if (inside.has(next)) reached.add(next);
      for (const other of reached) over.set(other, (over.get(other) || 0) + 1);
      under.set(concept, reached.size);
    }
    let best = -1;
    let most = 0;
    for (const concept of open) {
      const [yes, no] = [under.get(concept), over.get(concept) || 0];
      const gain = (yes * no) / (yes + no);
      if (gain > most) [best, most] = [concept, gain];
    }
    return best;
  }

  cg.paths = { ...cg.paths, unlocks, ready, review, spared, settle, question };
})(window.conceptgraph);
