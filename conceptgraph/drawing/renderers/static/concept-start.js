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
  const WORDS = 32; // of a block of bits

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
    const { needs, needed } = neighbours(graph);
    const settledByYes = reached(open, needs);
    const settledByNo = reached([...open].reverse(), needed).reverse();
    let best = -1;
    let most = 0;
    open.forEach((concept, at) => {
      const [yes, no] = [settledByYes[at], settledByNo[at]];
      const gain = (yes * no) / (yes + no);
      if (gain > most) [best, most] = [concept, gain];
    });
    return best;
  }

  /** How many of some concepts each of them reaches, itself among them, where all edges lead to earlier ones of the list.
   *
   * What one reaches is a row of bits, a block of columns at a time: ten thousand sets would take seconds.
   * @param {number[]} concepts @param {number[][]} edges @returns {number[]} */
  function reached(concepts, edges) {
    const place = new Map(concepts.map((concept, at) => [concept, at]));
    const next = concepts.map((concept) => edges[concept].map((other) => place.get(other)).filter((at) => at !== undefined));
    const counts = concepts.map(() => 0);
    for (let first = 0; first < concepts.length; first += 32 * WORDS) {
      const bits = new Uint32Array((concepts.length - first) * WORDS);
      for (let at = first; at < concepts.length; at += 1) {
        const row = (at - first) * WORDS;
        if (at < first + 32 * WORDS) bits[row + ((at - first) >> 5)] |= 1 << (at & 31);
        for (const other of next[at]) {
          if (other < first) continue;
          for (let word = 0; word < WORDS; word += 1) bits[row + word] |= bits[(other - first) * WORDS + word];
        }
        for (let word = 0; word < WORDS; word += 1) if (bits[row + word]) counts[at] += ones(bits[row + word]);
      }
    }
    return counts;
  }

  /** How many bits of a word are set. @param {number} word @returns {number} */
  function ones(word) {
    let sum = word - ((word >>> 1) & 0x55555555);
    sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
    return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }

  cg.paths = { ...cg.paths, unlocks, ready, review, spared, settle, question };
})(window.conceptgraph);
