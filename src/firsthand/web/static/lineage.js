// The lineage of a story: zoomed and moved with mouse, touch and keys; a line shows the passages that prove it.
"use strict";

(() => {
  const stage = document.querySelector("#stage");
  if (!stage) return;
  const say = (words) => window.tell?.(words);
  const drawings = [...stage.querySelectorAll("[data-zoom]")];
  const views = new Map();

  for (const svg of drawings) {
    const { width, height } = svg.viewBox.baseVal;
    views.set(svg, { width, height, box: null });
  }
  stage.classList.add("framed");
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "The lineage, drawn: + and − zoom, 0 shows all, arrows move");
  stage.querySelector(".zoom").hidden = false;

  const current = () => drawings.find((svg) => svg.getClientRects().length) || drawings[0];

  function frame(svg) { // at first: as wide as it is drawn, from the top
    const view = views.get(svg);
    const shape = svg.clientHeight && svg.clientWidth ? svg.clientHeight / svg.clientWidth : 0.6;
    return { x: 0, y: 0, w: view.width, h: Math.min(view.height, view.width * shape) };
  }

  function show(svg, box) {
    const view = views.get(svg);
    const widest = Math.max(view.width, view.height * 2);
    const w = Math.min(Math.max(box.w, 120), widest);
    const h = w * (box.h / box.w);
    const keep = (at, size, all) => (size >= all ? (all - size) / 2 : Math.min(Math.max(at, -size / 3), all - size * 2 / 3));
    view.box = { x: keep(box.x, w, view.width), y: Math.max(keep(box.y, h, view.height), h >= view.height ? 0 : -h / 3), w, h };
    svg.setAttribute("viewBox", [view.box.x, view.box.y, w, h].map((n) => n.toFixed(1)).join(" "));
    svg.classList.toggle("zoomed", w < view.width - 1 || h < view.height - 1);
  }

  const boxOf = (svg) => views.get(svg).box || frame(svg);

  function zoom(svg, factor, at = null) {
    const box = boxOf(svg);
    const centre = at || { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    const w = box.w / factor, h = box.h / factor;
    show(svg, { x: centre.x - (centre.x - box.x) / factor, y: centre.y - (centre.y - box.y) / factor, w, h });
  }

  function whole(svg) {
    const { width, height } = views.get(svg);
    const first = frame(svg);
    const scale = Math.max(1, height / first.h);
    show(svg, { x: (width - width * scale) / 2, y: 0, w: width * scale, h: first.h * scale });
  }

  const pan = (svg, dx, dy) => { const box = boxOf(svg); show(svg, { ...box, x: box.x + dx * box.w, y: box.y + dy * box.h }); };

  function begin() {
    const svg = current();
    if (!views.get(svg).box) show(svg, frame(svg));
  }
  begin();
  addEventListener("resize", begin);

  stage.addEventListener("click", (event) => {
    const by = event.target.closest("[data-zoom-by]")?.dataset.zoomBy;
    if (!by) return;
    if (by === "all") whole(current());
    else zoom(current(), by === "in" ? 1.4 : 1 / 1.4);
    say(by === "all" ? "All is shown." : by === "in" ? "Closer." : "Farther.");
  });

  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const svg = current();
    const moves = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };
    if (event.key === "+" || event.key === "=") zoom(svg, 1.4);
    else if (event.key === "-") zoom(svg, 1 / 1.4);
    else if (event.key === "0") whole(svg);
    else if (moves[event.key]) pan(svg, ...moves[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const pointOf = (svg, event) => {
    const box = boxOf(svg), screen = svg.getBoundingClientRect();
    const scale = Math.max(box.w / screen.width, box.h / screen.height);
    return { x: box.x + box.w / 2 + (event.clientX - screen.x - screen.width / 2) * scale, y: box.y + (event.clientY - screen.y) * scale, scale };
  };

  for (const svg of drawings) {
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return; // the page scrolls; with Ctrl, or two fingers on a pad, the picture zooms
      event.preventDefault();
      zoom(svg, Math.exp(-event.deltaY / 300), pointOf(svg, event));
    }, { passive: false });

    const held = new Map();
    let moved = 0;
    svg.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button) return;
      if (!held.size) moved = 0;
      held.set(event.pointerId, event);
    });
    svg.addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const others = [...held.values()].filter((each) => each.pointerId !== event.pointerId);
      const { scale } = pointOf(svg, event);
      const box = boxOf(svg);
      if (others.length) {
        const apart = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
        const middle = { clientX: (event.clientX + others[0].clientX) / 2, clientY: (event.clientY + others[0].clientY) / 2 };
        zoom(svg, apart(event, others[0]) / apart(before, others[0]), pointOf(svg, middle));
        moved += 10;
      } else if (event.pointerType !== "touch" || svg.classList.contains("zoomed")) {
        show(svg, { ...box, x: box.x - (event.clientX - before.clientX) * scale, y: box.y - (event.clientY - before.clientY) * scale });
        moved += Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
        if (moved > 4 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
      }
      held.set(event.pointerId, event);
    });
    const release = (event) => held.delete(event.pointerId);
    svg.addEventListener("pointerup", release);
    svg.addEventListener("pointercancel", release);
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => { if (moved > 4) { event.preventDefault(); event.stopPropagation(); moved = 0; } }, true);
  }

  // --- a line, and the passages that prove it ---------------------------------------------------------

  const looked = document.querySelector("#looked");
  let from = null;

  function close() {
    looked.hidden = true;
    looked.replaceChildren();
    document.querySelectorAll(".edge[aria-current]").forEach((edge) => edge.removeAttribute("aria-current"));
    history.replaceState(null, "", location.pathname);
    from?.focus?.({ preventScroll: true });
  }

  document.addEventListener("click", async (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target.closest?.("[data-close-edge]")) { event.preventDefault(); return close(); }
    const link = event.target.closest?.("a[data-edge]");
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("#looked [data-looked]");
      if (!found) return location.assign(address);
      from = link;
      looked.replaceChildren(document.adoptNode(found));
      looked.hidden = false;
      document.querySelectorAll(".edge").forEach((edge) => edge.toggleAttribute("aria-current", edge.dataset.edge === link.dataset.edge));
      document.querySelectorAll(".edge[aria-current]").forEach((edge) => edge.setAttribute("aria-current", "true"));
      history.replaceState(null, "", address);
      looked.focus({ preventScroll: true });
      looked.scrollIntoView({ block: "nearest" });
    } catch { location.assign(address); }
  });
  looked?.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
