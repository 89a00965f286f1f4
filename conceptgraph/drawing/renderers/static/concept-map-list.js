/* The list of all concepts: its columns sort, its rows lead to the map, and the map leads to its rows.

   Without this file the list is whole, in the order it was written in. Its texts come with it, as data of its table. */
"use strict";

window.conceptgraph = window.conceptgraph || {};

(function (cg) {
  /** How a column is compared: "text", "number", or "links" by how many there are. As the table is written in outline.py. */
  const COLUMNS = ["text", "text", "number", "links", "links", "links"];
  const TOPIC = 1;
  const SYMBOL = "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z";
  /** @type {WeakMap<Element, HTMLTableRowElement[]>} the rows of a table as they were written */
  const written = new WeakMap();

  /**
   * Make the list below a map, or the one of a page of its own, sort and lead.
   * @param {Element} root
   */
  function attach(root) {
    const table = root.querySelector("table.cg-table");
    if (!(table instanceof HTMLTableElement) || written.has(table)) return;
    const rows = [...table.tBodies].flatMap((body) => [...body.rows].map((row) => (row.classList.add(...body.classList), row)));
    written.set(table, rows);
    const symbol = mark();
    for (const row of rows) row.cells[0].append(" ", toMap(table, row, symbol));
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => makeSortable(table, head, column));
    heads[TOPIC].setAttribute("aria-sort", "ascending");
    root.addEventListener("click", (event) => follow(event, root));
  }

  /** The link from a row to the map.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement} row @param {Element} symbol */
  function toMap(table, row, symbol) {
    const link = document.createElement("a");
    const term = row.cells[0].firstChild.textContent.trim();
    link.className = "cg-to-map";
    link.href = `${table.dataset.map || ""}#concept=${encodeURIComponent(row.id.slice(3))}`;
    link.title = (table.dataset.show || "").replace("{term}", term);
    link.setAttribute("aria-label", link.title);
    link.append(symbol.cloneNode(true));
    return link;
  }

  function mark() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: 16, height: 16, fill: "none", stroke: "currentColor", "stroke-width": 2, "aria-hidden": "true" })) svg.setAttribute(name, String(value));
    path.setAttribute("d", SYMBOL);
    svg.append(path);
    return svg;
  }

  /** @param {HTMLTableElement} table @param {HTMLTableCellElement} head @param {number} column */
  function makeSortable(table, head, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const first = COLUMNS[column] === "links" ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      sort(table, column, head.getAttribute("aria-sort") === first ? other : first);
    });
    head.append(button);
  }

  /** Order the rows by a column; rows that are equal there, or hold nothing, stay in the order they were written in.
   * @param {HTMLTableElement} table @param {number} column @param {string} direction */
  function sort(table, column, direction) {
    const sign = direction === "ascending" ? 1 : -1;
    const rows = ordered(written.get(table) || [], column, sign);
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    table.tHead.rows[0].cells[column].setAttribute("aria-sort", direction);
    const [body, ...others] = table.tBodies;
    for (const other of others) other.remove();
    body.className = "";
    body.replaceChildren(...rows);
  }

  /** @param {HTMLTableRowElement[]} rows @param {number} column @param {number} sign */
  function ordered(rows, column, sign) {
    const kind = COLUMNS[column];
    const { compare } = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
    const key = {
      text: (cell) => (cell.querySelector("a:not(.cg-to-map)") || cell).textContent.trim(),
      number: (cell) => Number.parseFloat(cell.textContent),
      links: (cell) => cell.getElementsByTagName("a").length,
    }[kind];
    const keyed = rows.map((row) => ({ row, key: key(row.cells[column]) }));
    const empty = (value) => value === "" || Number.isNaN(value);
    keyed.sort((a, b) => {
      if (empty(a.key) || empty(b.key)) return Number(empty(a.key)) - Number(empty(b.key));
      return sign * (kind === "text" ? compare(a.key, b.key) : a.key - b.key);
    });
    return keyed.map(({ row }) => row);
  }

  /** A name in a row or in the tree leads to that concept's row, a row's mark to the map; the address is the map's alone.
   * @param {Event} event @param {Element} root */
  function follow(event, root) {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    const address = link.getAttribute("href") || "";
    const stage = document.querySelector(".cg-map-app");
    if (address.startsWith("#cg-")) {
      event.preventDefault();
      show(root, decodeURIComponent(address.slice(4)));
    } else if (link.classList.contains("cg-to-map") && stage) {
      stage.scrollIntoView({ block: "nearest" });
      const heading = () => /** @type {HTMLElement | null} */ (document.querySelector(".cg-panel h2"))?.focus({ preventScroll: true });
      window.addEventListener("hashchange", () => setTimeout(heading, 60), { once: true });
    }
  }

  /**
   * Open the list at a concept, and go on there.
   * @param {Element} root
   * @param {string} id
   */
  function show(root, id) {
    attach(root);
    const row = document.getElementById(`cg-${id}`);
    const page = pageOf(root);
    if (!row && page) window.location.href = `${page}#cg-${encodeURIComponent(id)}`;
    if (!row) return;
    for (let fold = row.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    root.querySelector(".cg-here")?.classList.remove("cg-here");
    if (id !== "list") row.classList.add("cg-here");
    row.scrollIntoView({ block: "center" });
    row.querySelector("a")?.focus({ preventScroll: true });
  }

  /** The page that has the list where it does not stand below its map; empty where there is none. @param {Element} root */
  function pageOf(root) {
    const all = root.querySelector("a.cg-all");
    return (all ? all.getAttribute("href") : root.getAttribute("data-page") || "").split("#")[0];
  }

  /** A list that stands by itself: on a page of its own, or in one file behind the scripts. */
  function attachAll() {
    for (const page of document.querySelectorAll("[data-list]")) attach(page);
  }

  cg.list = { attach, show };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", attachAll);
  else attachAll();
})(window.conceptgraph);
