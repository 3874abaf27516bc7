// Selecting text of a document: it becomes a statement, or the bounds of one.
//
// [data-text] holds the text of the document whose id is in data-document. Inside it, elements with data-at
// (the code point at which their own text begins; "12" or "12-40") hold text of the document and nothing
// else, but for elements with data-aside, which are no part of it. A letter beyond the first 65,536 of
// Unicode counts one, as in the case.
"use strict";

(() => {
  const text = document.querySelector("[data-text]");
  if (!text || !document.body.dataset.visitor) return;

  function lettersBefore(root, node, offset) {
    let count = 0;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
      acceptNode: (found) => (found.parentElement.closest("[data-aside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    for (let found = walk.nextNode(); found; found = walk.nextNode()) {
      if (found === node) return count + [...found.data.slice(0, offset)].length;
      if (node.nodeType !== Node.TEXT_NODE && !(node.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_PRECEDING)) {
        const range = document.createRange();
        range.setStart(node, offset);
        if (range.comparePoint(found, 0) >= 0) return count;
      }
      count += [...found.data].length;
    }
    return count;
  }

  function place(node, offset) {
    let element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest("[data-aside]")) { // the small letter after a statement: its end
      const aside = element.closest("[data-aside]");
      return place(aside.parentNode, [...aside.parentNode.childNodes].indexOf(aside));
    }
    let holder = element.closest("[data-at]");
    if (!holder && element.contains(text.querySelector("[data-at]"))) { // between paragraphs: the next one begins
      holder = [...text.querySelectorAll("[data-at]")].find((one) => document.createRange().comparePoint && one.compareDocumentPosition(node.childNodes[offset] || node) & Node.DOCUMENT_POSITION_PRECEDING);
      return holder ? parseInt(holder.dataset.at, 10) : null;
    }
    if (!holder || !text.contains(holder)) return null;
    return parseInt(holder.dataset.at, 10) + lettersBefore(holder, node, offset);
  }

  function selected() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let start = place(range.startContainer, range.startOffset);
    let end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return null;
    return { start, end, words: selection.toString().trim() };
  }

  const bar = document.createElement("div");
  bar.className = "picked";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "What is selected");
  bar.hidden = true;
  document.body.append(bar);

  function link(action, target, found, label, key) {
    const a = document.createElement("a");
    const query = new URLSearchParams({ action, target, start: found.start, end: found.end, back: location.pathname + location.search });
    a.href = `/decide?${query}`;
    a.className = "act";
    a.dataset.dialog = "";
    a.dataset.key = key;
    a.textContent = label;
    const hint = document.createElement("kbd");
    hint.textContent = key;
    a.append(hint);
    return a;
  }

  let at = null;
  let clock = 0;
  function show() {
    const found = selected();
    bar.hidden = !found;
    if (!found) return;
    const words = document.createElement("span");
    words.className = "text";
    words.textContent = found.words.length > 90 ? `“${found.words.slice(0, 60)} … ${found.words.slice(-24)}”` : `“${found.words}”`;
    bar.replaceChildren(words, link("add-statement", text.dataset.document, found, "Add as a statement", "s"));
    if (at) bar.append(link("set-bounds", at, found, "Make these its bounds", "e"));
  }

  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.("[data-kind=statement]");
    if (item) at = item.dataset.id;
  });
  if (text.hasAttribute("data-select-statement")) {
    document.addEventListener("selectionchange", () => { clearTimeout(clock); clock = setTimeout(show, 150); });
  }
  window.selectedPassage = selected;
})();
