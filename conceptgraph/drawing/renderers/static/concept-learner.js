/* What a reader knows and is learning: kept under one key of this browser, and nowhere else.

   The key is shared by all pages and maps of a site; ids of other glossaries are kept as they are. Nothing is written before
   the reader acts, nothing is sent. A change, here or in another tab, is told by the event conceptgraph:learner. */
"use strict";

window.conceptgraph = window.conceptgraph || {};

/**
 * @typedef {"" | "learning" | "known"} Mark
 * @typedef {{version: 1, known: Record<string, number>, learning: Record<string, number>}} Kept
 *   ids with the day they were marked, counted from the first of January 1970
 */
(function (cg) {
  const KEY = "conceptgraph:learner";
  const VERSION = 1;
  const DAY = 86400000;

  cg.words = cg.words || {};

  /** A text of the page in its language, with values in the place of names in braces.
   * @param {string} text @param {Record<string, string | number>} [values] @returns {string} */
  cg.word = function (text, values = {}) {
    return (Object.hasOwn(cg.words, text) ? cg.words[text] : text).replace(/\{(\w+)\}/g, (/** @type {string} */ place, /** @type {string} */ name) => String(Object.hasOwn(values, name) ? values[name] : place));
  };

  /** The words of the page's language; in English nothing calls this. @param {Record<string, string>} words */
  window.conceptgraphWords = (words) => Object.assign(cg.words, words);

  /** Marks in order of the reader's acts: id -> [state, day]. @type {Map<string, [Mark, number]>} */
  let marks = new Map();
  /** The marks that found no room: they lie over what is kept until they can be written. @type {Map<string, [Mark, number] | undefined>} */
  const unsaved = new Map();
  /** What undo restores: the marks that changed, as they were. @type {Map<string, [Mark, number] | undefined>[]} */
  const past = [];
  /** What is wrong with the store, in words that are looked up when they are shown. @type {(() => string) | null} */
  let problem = null;
  /** Whether what is kept must be left alone, as a newer version wrote it. */
  let foreign = false;

  /** Read marks out of anything; null where it is no such record. @param {any} kept @returns {Map<string, [Mark, number]> | null} */
  function parse(kept) {
    if (!kept || typeof kept !== "object" || kept.version !== VERSION) return null;
    const found = new Map();
    for (const state of ["learning", "known"]) {
      if (kept[state] && typeof kept[state] !== "object") return null;
      for (const [id, day] of Object.entries(kept[state] || {})) found.set(id, [state, Number.isInteger(day) ? day : 0]);
    }
    return found;
  }

  /** Take over what the browser keeps; where it cannot be had, what this page knows stays. */
  function read() {
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      problem = () => cg.word("This browser keeps nothing for this site, so your marks last until you leave the page.");
      return;
    }
    foreign = false;
    let kept = null;
    try {
      kept = text === null ? { version: VERSION } : JSON.parse(text);
    } catch {
      // Told below: the text is no record.
    }
    const found = parse(kept);
    foreign = !found && Boolean(kept) && kept.version > VERSION;
    if (found) {
      marks = found;
      problem = unsaved.size ? noRoom : null;
    } else if (foreign) problem = () => cg.word("A newer version of this site keeps your marks in a way this page cannot read; new ones last until you leave the page.");
    else {
      marks = new Map();
      problem = () => cg.word("What this browser kept of your learning cannot be read; the next mark replaces it.");
    }
    if (!foreign) lay(unsaved);
  }

  const noRoom = () => cg.word("This browser has no room for your marks, so they last until you leave the page; save them to a file.");

  /** @param {Map<string, [Mark, number] | undefined>} changes */
  function lay(changes) {
    for (const [id, mark] of changes) {
      if (mark && mark[0]) marks.set(id, mark);
      else marks.delete(id);
    }
  }

  /** The marks as they are kept. @returns {Kept} */
  function record() {
    const of = (/** @type {Mark} */ state) => Object.fromEntries([...marks].filter(([, mark]) => mark[0] === state).map(([id, mark]) => [id, mark[1]]));
    return { version: VERSION, known: of("known"), learning: of("learning") };
  }

  function write() {
    if (foreign) return;
    try {
      if (marks.size) localStorage.setItem(KEY, JSON.stringify(record()));
      else localStorage.removeItem(KEY);
      unsaved.clear();
      problem = null;
    } catch {
      problem = problem || noRoom;
    }
  }

  const tell = () => document.dispatchEvent(new CustomEvent("conceptgraph:learner"));

  /** Change some marks upon what is kept now, as another tab may have left it. @param {Map<string, [Mark, number] | undefined>} changes */
  function apply(changes) {
    read();
    const before = new Map([...changes.keys()].map((id) => [id, marks.get(id)]));
    for (const [id, mark] of changes) unsaved.set(id, mark);
    lay(changes);
    write();
    tell();
    return before;
  }

  /** Do what can be undone; the number of marks that changed. @param {Map<string, [Mark, number] | undefined>} changes */
  function change(changes) {
    if (!changes.size) return 0;
    past.push(apply(changes));
    return changes.size;
  }

  /** Mark concepts; those that have the mark keep its day. @param {string | Iterable<string>} ids @param {Mark} state */
  function mark(ids, state) {
    const today = Math.floor(Date.now() / DAY);
    const changed = [...(typeof ids === "string" ? [ids] : ids)].filter((id) => learner.state(id) !== state);
    return change(new Map(changed.map((id) => [id, [state, today]])));
  }

  /** Add what was exported: known goes before learning, and what is marked here stays; the number of new marks, -1 for what is none.
   * @param {any} kept */
  function merge(kept) {
    const found = parse(kept);
    return found ? change(new Map([...found].filter(([id, [state]]) => !marks.has(id) || (state === "known" && learner.state(id) !== "known")))) : -1;
  }

  const learner = {
    state: (/** @type {string} */ id) => (marks.get(id) || [""])[0],
    /** The day a concept was marked, counted from 1970. */
    day: (/** @type {string} */ id) => (marks.get(id) || ["", 0])[1],
    /** The ids with a mark, in the order of marking. */
    ids: (/** @type {Mark} */ state) => [...marks].filter(([, mark]) => mark[0] === state).map(([id]) => id),
    mark,
    undo: () => past.length > 0 && Boolean(apply(/** @type {any} */ (past.pop()))),
    canUndo: () => past.length > 0,
    erase: () => change(new Map([...marks.keys()].map((id) => [id, undefined]))),
    export: record,
    import: merge,
    /** What the reader should be told of the store; empty where all is well. */
    problem: () => (problem ? problem() : ""),
    onchange: (/** @type {() => void} */ callback) => document.addEventListener("conceptgraph:learner", callback),
  };
  cg.learner = learner;

  read();
  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    read();
    tell();
  });
  // A page that comes back from the browser's memory has heard nothing meanwhile.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    read();
    tell();
  });
})(window.conceptgraph);
