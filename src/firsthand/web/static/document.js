// A document at the desk: passages chosen by mouse, touch or keyboard, fellows lit, pages in step with the text.
//
// Places are Unicode code points of the document, as everywhere in firsthand. [data-from] is a block of its
// text and where it begins; what lies in [data-skip] is no text of the document and does not count.
"use strict";

(() => {
  const doc = document.querySelector(".doc");
  if (!doc) return;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = (words) => window.tell?.(words);
  const body = one(".text-body", doc);
  const adding = one("[data-add]", doc);
  const byId = (id) => document.getElementById(id);

  // --- code points of the text, and where they are in the page -------------------------------------

  const points = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const unitsOf = (text, count) => { let units = 0; for (const c of text) { if (count-- <= 0) break; units += c.length; } return units; };

  const pieces = []; // of text, in order: { node, from, until, block }
  const blocks = all("[data-from]", body).map((element) => {
    const block = { element, from: Number(element.dataset.from), until: Number(element.dataset.to) };
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("[data-skip]") && element.contains(node.parentElement.closest("[data-skip]"))
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let at = block.from;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const until = at + points(node.data);
      pieces.push({ node, from: at, until, block });
      at = until;
    }
    return block;
  });
  const byNode = new Map(pieces.map((piece) => [piece.node, piece]));

  function placeOf(container, offset, { end }) {
    const piece = byNode.get(container);
    if (piece) return piece.from + points(container.data.slice(0, offset));
    const mark = document.createRange();
    mark.setStart(container, offset);
    const next = pieces.findIndex((each) => mark.comparePoint(each.node, 0) >= 0);
    if (end) return next < 0 ? pieces.at(-1)?.until : next ? pieces[next - 1].until : null;
    return next < 0 ? null : pieces[next].from;
  }

  function rangeOf(start, end) {
    const first = pieces.find((piece) => piece.from <= start && start < piece.until) || pieces.find((piece) => piece.from >= start);
    const last = pieces.findLast((piece) => piece.from < end);
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first.node, unitsOf(first.node.data, Math.max(0, start - first.from)));
    range.setEnd(last.node, unitsOf(last.node.data, Math.min(end, last.until) - last.from));
    return range;
  }

  function textOf(start, end) {
    let said = "";
    let block = null;
    for (const piece of pieces) {
      if (piece.until <= start || piece.from >= end) continue;
      if (block && piece.block !== block) said += " ";
      block = piece.block;
      const letters = [...piece.node.data];
      said += letters.slice(Math.max(0, start - piece.from), Math.min(letters.length, end - piece.from)).join("");
    }
    return said.replace(/\s+/g, " ").trim();
  }

  function trimmed(start, end) {
    const spaces = /^\s$/u;
    const letterAt = (place) => {
      const piece = pieces.find((each) => each.from <= place && place < each.until);
      return piece ? [...piece.node.data][place - piece.from] : " ";
    };
    while (start < end && spaces.test(letterAt(start))) start += 1;
    while (end > start && spaces.test(letterAt(end - 1))) end -= 1;
    return { start, end };
  }

  // --- words, by which bounds are moved ---------------------------------------------------------------

  let known = null;
  function words() {
    if (known) return known;
    known = [];
    const cutter = Intl.Segmenter ? new Intl.Segmenter(body.lang || "en", { granularity: "word" }) : null;
    blocks.forEach((block) => {
      const text = pieces.filter((piece) => piece.block === block).map((piece) => piece.node.data).join("");
      const found = cutter ? [...cutter.segment(text)].filter((each) => each.isWordLike).map((each) => [each.index, each.segment])
        : [...text.matchAll(/[\p{L}\p{N}’']+/gu)].map((each) => [each.index, each[0]]);
      let units = 0;
      let at = block.from;
      found.forEach(([index, word]) => {
        at += points(text.slice(units, index));
        const until = at + points(word);
        known.push({ start: at, end: until, block });
        units = index + word.length;
        at = until;
      });
    });
    return known;
  }
  const wordAt = (place) => {
    const at = words().findIndex((word) => word.end > place);
    return at < 0 ? words().length - 1 : at;
  };

  // --- the passage that is being chosen ---------------------------------------------------------------

  // kind: "mouse" (the browser's own selection), "held" (ours); statement: whose bounds are edited.
  let chosen = null;
  let bar = null;

  function makeBar() {
    bar = document.createElement("div");
    bar.className = "passage-bar";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Chosen words");
    bar.hidden = true;
    bar.innerHTML = `<p class="text" dir="auto" data-quote></p><p class="nudges">
      <button type="button" data-move="start -1" aria-label="Start a word earlier"><kbd>[</kbd> start earlier</button>
      <button type="button" data-move="start 1" aria-label="Start a word later"><kbd>{</kbd> start later</button>
      <button type="button" data-move="end -1" aria-label="End a word earlier"><kbd>}</kbd> end earlier</button>
      <button type="button" data-move="end 1" aria-label="End a word later"><kbd>]</kbd> end later</button></p>
      <p class="acts"><a class="button main" data-dialog data-go-on></a><button type="button" data-cancel>Leave it<kbd>Esc</kbd></button></p>`;
    document.body.append(bar);
    bar.addEventListener("mousedown", (event) => { if (!event.target.closest("a")) event.preventDefault(); });
    bar.addEventListener("click", (event) => {
      const move = event.target.closest("[data-move]")?.dataset.move.split(" ");
      if (move) nudge(move[0], Number(move[1]));
      else if (event.target.closest("[data-cancel]")) drop();
    });
  }

  function choose(next) {
    chosen = next;
    if (!bar) makeBar();
    bar.hidden = false;
    doc.classList.add("choosing");
    const { start, end, statement } = chosen;
    const said = textOf(start, end);
    one("[data-quote]", bar).textContent = said.length > 220 ? `${said.slice(0, 110)} … ${said.slice(-90)}` : said;
    const onward = one("[data-go-on]", bar);
    const here = new URL(location.href);
    const back = statement ? `${here.pathname}${here.search}#n-${statement.id}` : `${here.pathname}?at=${start}`;
    const fields = { action: statement ? "set-bounds" : "add-statement", target: statement ? statement.id : doc.dataset.document, start, end, seen: statement?.seen || "", back };
    onward.href = `/decide?${new URLSearchParams(fields)}`;
    onward.innerHTML = statement ? "Set these bounds<kbd>↵</kbd>" : "Add this statement<kbd>↵</kbd>";
    light();
  }

  function light() {
    if (!globalThis.CSS?.highlights) {
      const range = chosen?.kind === "held" && rangeOf(chosen.start, chosen.end);
      if (range) { const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range); }
      return;
    }
    CSS.highlights.delete("chosen");
    if (chosen?.kind !== "held") return;
    const range = rangeOf(chosen.start, chosen.end);
    if (range) CSS.highlights.set("chosen", new Highlight(range));
  }

  function hold(next, { follow = "end" } = {}) {
    if (globalThis.CSS?.highlights) getSelection().removeAllRanges();
    choose({ ...next, kind: "held" });
    const range = rangeOf(...(follow === "end" ? [Math.max(chosen.start, chosen.end - 1), chosen.end] : [chosen.start, chosen.start + 1]));
    const box = range?.getBoundingClientRect();
    if (box && (box.top < 80 || box.bottom > innerHeight - bar.offsetHeight - 20)) scrollBy({ top: box.top - innerHeight / 2.5 });
  }

  function drop() {
    const back = chosen?.statement && byId(`n-${chosen.statement.id}`);
    chosen = null;
    if (bar) bar.hidden = true;
    doc.classList.remove("choosing");
    globalThis.CSS?.highlights?.delete("chosen");
    getSelection().removeAllRanges();
    (back || adding)?.focus({ preventScroll: true });
    say("Nothing is chosen.");
  }

  const tellChosen = () => { const said = textOf(chosen.start, chosen.end); say(said.length > 160 ? `${said.slice(0, 70)} … ${said.slice(-70)}` : said); };

  function nudge(side, by) {
    const list = words();
    let { start, end } = chosen;
    if (side === "start") {
      if (by < 0) start = list.findLast((word) => word.start < start)?.start ?? start;
      else start = list.find((word) => word.start > start && word.start < end)?.start ?? start;
    } else if (by > 0) end = closing(list.find((word) => word.end > end)?.end ?? end);
    else end = list.findLast((word) => word.end < end && word.end > start && closing(word.end) < end)?.end ?? end;
    hold({ ...chosen, start, end }, { follow: side });
    tellChosen();
  }

  function closing(end) { // a quotation mark or a bracket that closes behind a word goes with it
    const piece = pieces.find((each) => each.from <= end && end < each.until);
    const letters = piece ? [...piece.node.data].slice(end - piece.from) : [];
    const more = letters.findIndex((letter) => !/[”’»)\]%"]/u.test(letter));
    return end + (more < 0 ? letters.length : more);
  }

  function begin() { // by keyboard: the first word in view, or of the statement one is at
    const note = document.activeElement?.closest(".note");
    const inView = blocks.find((block) => block.element.getBoundingClientRect().bottom > 90) || blocks[0];
    if (!words().length || !inView) return say("There are no words to choose.");
    const word = words()[wordAt(note ? Number(note.dataset.start) : inView.from)];
    document.activeElement?.blur();
    hold({ start: word.start, end: word.end });
    say("Choose words: arrows move, Shift with arrows takes more, Enter goes on, Escape leaves.");
  }

  function edit(link) {
    const note = link.closest(".note");
    const start = Number(note.dataset.start), end = Number(note.dataset.end);
    if (end <= Number(doc.dataset.start) || start >= Number(doc.dataset.end)) return location.assign(link.href);
    hold({ start, end, statement: { id: note.dataset.id, seen: note.dataset.seen || "" } }, { follow: "start" });
    document.activeElement?.blur();
    say("Move the bounds: [ and ] widen, with Shift they narrow. Or select the words anew. Enter goes on, Escape leaves.");
  }

  function moveBy(key, more) {
    const list = words();
    if (more) {
      if (key === "ArrowRight") return nudge("end", 1);
      if (key === "ArrowLeft") return nudge("end", -1);
      const at = wordAt(Math.max(chosen.start, chosen.end - 1));
      const block = list[at].block;
      const last = (wanted) => list.findLast((word) => word.block === wanted);
      const next = key === "ArrowDown"
        ? (last(block).end > chosen.end ? last(block) : last(list.find((word) => word.start > last(block).end)?.block || block))
        : list.findLast((word) => word.end < chosen.end && word.block !== block && word.start >= chosen.start) || list[wordAt(chosen.start)];
      hold({ ...chosen, end: closing(next.end) });
      return tellChosen();
    }
    const at = wordAt(chosen.start);
    const first = (wanted) => list.findIndex((word) => word.block === wanted);
    let to = at;
    if (key === "ArrowRight") to = Math.min(list.length - 1, at + 1);
    else if (key === "ArrowLeft") to = Math.max(0, at - 1);
    else if (key === "ArrowDown") to = list.findIndex((word, i) => i > at && word.block !== list[at].block);
    else if (key === "ArrowUp") to = at > first(list[at].block) ? first(list[at].block) : at ? first(list[at - 1].block) : 0;
    else if (key === "Home") to = first(list[at].block);
    else if (key === "End") to = list.findLastIndex((word) => word.block === list[at].block);
    if (to < 0) to = at;
    hold({ ...chosen, start: list[to].start, end: list[to].end });
    tellChosen();
  }

  window.addEventListener("keydown", (event) => {
    if (one("dialog[open]") || event.isComposing || event.defaultPrevented) return;
    const field = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (field) return;
    const key = event.key;
    const take = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (!chosen) {
      if (key === "i" && adding && !event.ctrlKey && !event.metaKey && !event.altKey) { take(); adding.click(); }
      return;
    }
    const move = { "[": ["start", -1], "{": ["start", 1], "]": ["end", 1], "}": ["end", -1] }[key];
    if (move) { take(); return nudge(...move); }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape") { take(); return drop(); }
    if (key === "Enter" && !event.target.closest?.("a, button, summary")) { take(); return one("[data-go-on]", bar).click(); }
    if (key === "i" && !chosen.statement) { take(); return one("[data-go-on]", bar).click(); }
    const arrow = key.startsWith("Arrow") || key === "Home" || key === "End";
    if (arrow && chosen.kind === "held" && (event.shiftKey ? key.startsWith("Arrow") : !chosen.statement)) { take(); moveBy(key, event.shiftKey); }
  }, true);

  document.addEventListener("click", (event) => {
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const link = event.target.closest?.("[data-add], [data-bounds]");
    if (link && plain) {
      event.preventDefault();
      if (link.matches("[data-bounds]")) return edit(link);
      if (chosen) return one("[data-go-on]", bar).click();
      return begin();
    }
    const said = event.target.closest?.(".text-body .st");
    if (said && plain && !chosen && getSelection().isCollapsed && !event.target.closest("a")) attend(said.dataset.s);
  });

  let settling = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(settling);
    settling = setTimeout(selected, 180);
  });

  function selected() {
    if (!adding || one("dialog[open]")) return;
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) {
      if (chosen?.kind === "mouse" && !chosen.statement) drop();
      return;
    }
    if (chosen?.kind === "held" && !globalThis.CSS?.highlights) return; // the selection is our own
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(body)) return;
    let start = placeOf(range.startContainer, range.startOffset, { end: false });
    let end = placeOf(range.endContainer, range.endOffset, { end: true });
    if (start === null || end === null || start === undefined || end === undefined) return;
    ({ start, end } = trimmed(start, end));
    if (end - start < 2) return;
    choose({ kind: "mouse", start, end, statement: chosen?.statement });
  }

  // --- a statement, its note, and its fellows -----------------------------------------------------------

  function lightUp(element) {
    const { s, c } = element?.dataset || {};
    all(".lit, .fellow", doc).forEach((each) => each.classList.remove("lit", "fellow"));
    if (!s) return;
    all(`[data-s="${CSS.escape(s)}"]`, doc).forEach((each) => each.classList.add("lit"));
    if (c) all(`[data-c="${CSS.escape(c)}"]`, doc).forEach((each) => { if (each.dataset.s !== s) each.classList.add("fellow"); });
  }

  function attend(id, { scroll = false } = {}) {
    const note = byId(`n-${id}`);
    note?.focus({ preventScroll: true });
    note?.scrollIntoView({ block: "nearest" });
    if (scroll) byId(id)?.scrollIntoView({ block: "center" });
  }

  document.addEventListener("focusin", (event) => lightUp(event.target.closest?.(".note")));
  doc.addEventListener("mouseover", (event) => {
    const over = event.target.closest?.("[data-s]");
    if (over && !document.activeElement?.closest(".note")) lightUp(over);
  });

  function toHash() {
    const id = decodeURIComponent(location.hash.slice(1));
    const found = id ? byId(id) : null;
    if (found?.matches(".st")) attend(found.dataset.s, { scroll: true });
  }
  addEventListener("hashchange", toHash);
  // Only after the browser has gone to the address itself: going there takes the focus away.
  const arrived = () => setTimeout(() => { if (!one(".flash")) toHash(); });
  if (document.readyState === "complete") arrived();
  else addEventListener("load", arrived);

  // --- pages of the original ------------------------------------------------------------------------------

  const pane = one(".sheets", doc);
  if (!pane) return;

  async function markSheet(figure) {
    const address = figure.dataset.marks;
    delete figure.dataset.marks;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) return;
      const svg = one("svg", figure);
      for (const spot of await answer.json()) {
        const link = document.createElementNS(svg.namespaceURI, "a");
        link.setAttribute("href", byId(spot.statement) ? `#${spot.statement}` : `${location.pathname}?at=${spot.at}#${spot.statement}`);
        link.dataset.s = spot.statement;
        const title = document.createElementNS(svg.namespaceURI, "title");
        title.textContent = spot.text;
        const box = document.createElementNS(svg.namespaceURI, "rect");
        ["x", "y", "width", "height"].forEach((name, i) => box.setAttribute(name, spot.box[i]));
        box.setAttribute("class", `o${spot.colour}`);
        link.append(title, box);
        svg.append(link);
      }
      one(".ask", figure)?.remove();
    } catch { /* the picture stands without marks, and the link beside it asks again */ }
  }

  const near = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      near.unobserve(entry.target);
      markSheet(entry.target);
    });
  }, { rootMargin: "200px" });
  all("[data-marks]", pane).forEach((figure) => near.observe(figure));

  const leaves = all(".leaf", body);
  let shown = "";
  function inStep() {
    if (pane.scrollHeight <= pane.clientHeight || getComputedStyle(pane).position !== "sticky") return;
    const leaf = leaves.findLast((each) => each.getBoundingClientRect().top < innerHeight * 0.4) || leaves[0];
    const figure = leaf && byId(leaf.id.replace("leaf-", "p-"));
    if (!figure || figure.id === shown) return;
    shown = figure.id;
    pane.scrollTop += figure.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  }
  let waiting = 0;
  addEventListener("scroll", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(inStep); }, { passive: true });
  pane.addEventListener("click", (event) => { // without this the pane would jump back to where the text is
    const caption = event.target.closest?.("figcaption a[href^='#leaf']");
    if (caption) shown = `p-${caption.hash.slice(6)}`;
  });
})();
