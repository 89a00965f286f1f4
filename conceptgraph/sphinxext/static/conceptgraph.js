// Previews of concepts on hover, focus and tap: one script a concept, so that they work from disk.
(() => {
  const root = new URL("..", document.currentScript.src).href, texts = {}, on = addEventListener;
  let tip, link, id, timer;
  const idOf = (url) => url.startsWith(root + "glossary/") && /^[^/?#]+?(?=(\.html|\/)?([?#]|$))/.exec(url.slice(root.length + 9))?.[0];
  const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };
  const hide = () => {
    clearTimeout(timer);
    tip?.remove();
    link?.removeAttribute("aria-describedby");
    tip = link = null;
  };
  const show = () => {
    if (!link || tip || !texts[id]) return;
    tip = document.createElement("div");
    Object.assign(tip, { className: tip.id = "concept-preview", role: "tooltip", innerHTML: texts[id] });
    link.setAttribute("aria-describedby", tip.id);
    document.body.append(tip);
    const at = link.getBoundingClientRect(), high = tip.offsetHeight + 6;
    const top = at.bottom + high > innerHeight && at.top > high ? at.top - high : at.bottom + 6;
    const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 24));
    tip.style = `left:${left + scrollX}px;top:${top + scrollY}px`;
  };
  const load = () => {
    const script = document.createElement("script");
    script.src = root + `_concepts/${id}.js`;
    document.head.append(script);
  };
  const over = (at, wait) => {
    const a = at.closest?.("a[href]:not(nav a, .cg-map a)");
    if (tip && (tip.contains(at) || a === link)) return clearTimeout(timer);
    if (a && a === link) return;
    const found = a && idOf(new URL(a.getAttribute("href"), location).href);
    if (!found || found === idOf(location.href)) return later(hide, wait);
    hide();
    link = a, id = found;
    later(texts[id] ? show : load, wait);
    return 1;
  };
  conceptgraphPreview = (name, html) => { texts[name] = html; show(); };
  on("pointerover", (e) => e.pointerType !== "touch" && over(e.target, 200));
  on("focusin", (e) => e.target.matches(":focus-visible") && over(e.target, 0));
  on("keydown", (e) => e.key === "Escape" && hide());
  on("click", (e) => e.pointerType === "touch" && over(e.target, 0) === 1 && e.preventDefault());
})();
