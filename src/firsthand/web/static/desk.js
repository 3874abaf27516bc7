// The desk by keyboard. Pages work without this; it only makes them quicker.
//
// What a page says in its markup: [data-item] are what j and k move between, a[data-open] in one is where
// Enter leads, [data-key="r"] is what the key r presses (in the item one is at, else on the page),
// [data-go="c"] where g c leads, [data-search] where / goes, a[data-dialog] opens its page in a dialog.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const seen = (element) => element.getClientRects().length > 0 && !element.closest("[inert]");
const typing = (element) => element.matches("textarea, select, [contenteditable]") ||
  (element.matches("input") && !["checkbox", "radio", "submit", "button"].includes(element.type));

const kept = { // what a browser may refuse to keep is no reason to fail
  get(where, name) { try { return JSON.parse(where.getItem(name)); } catch { return null; } },
  set(where, name, value) { try { where.setItem(name, JSON.stringify(value)); } catch { /* full, or off */ } },
  drop(where, name) { try { where.removeItem(name); } catch { /* off */ } },
};

function tell(words) {
  const live = one("#live");
  if (!live) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 30);
}

document.documentElement.classList.add("scripted");

// --- where one is -------------------------------------------------------------------------------

const items = () => all("[data-item]", one("dialog[open]") || document).filter(seen);
const current = () => document.activeElement?.closest("[data-item]");

function goTo(item) {
  if (!item) return;
  if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const list = items();
  if (!list.length) return tell("There is nothing on this page to move through.");
  const at = list.indexOf(current());
  if (at < 0) {
    const inView = list.find((item) => item.getBoundingClientRect().bottom > 60);
    return goTo(by > 0 ? inView || list[0] : list[0]);
  }
  const next = list[at + by];
  if (next) return goTo(next);
  const more = one(by > 0 ? "a[rel=next]" : "a[rel=prev]");
  tell(by > 0 ? (more ? "The end of this part. Press n for the next." : "The end of the list.") : "The beginning of the list.");
  goTo(list[at]);
}

// --- keys ---------------------------------------------------------------------------------------

let going = 0; // until when a letter after g counts
let waiting = []; // keys pressed while a dialog is on its way

const keysOn = () => kept.get(localStorage, "keys") !== false;

function pressed(key) {
  const dialog = one("dialog[open]");
  const named = `[data-key="${CSS.escape(key)}"]`;
  const places = dialog ? [dialog] : [key === "u" && one(".flash"), current(), one("main"), one("aside"), one(".mast")];
  for (const place of places) {
    const found = place ? all(named, place).filter(seen) : [];
    const own = found.filter((each) => each.closest("[data-item]") === place || !each.closest("[data-item]"));
    const best = own[0] || (found.length === 1 || dialog ? found[0] : null);
    if (best) { best.click(); return true; }
    if (found.length && key !== "u") { // one of several, none of them chosen: nobody decides on what they do not look at
      const inView = found.find((each) => each.closest("[data-item]").getBoundingClientRect().bottom > 60);
      goTo((inView || found[0]).closest("[data-item]"));
      tell(`You are at one of several now. Press ${key} again if it is the one you mean.`);
      return true;
    }
  }
  return false;
}

document.addEventListener("keydown", (event) => { // from a field: decide, as in a letter one sends
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("form.decide");
  if (form) { event.preventDefault(); form.requestSubmit(one("[data-do]", form)); }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const key = event.key;
  if (typing(event.target)) {
    if (key === "Escape" && !one("dialog[open]")) { event.target.blur(); }
    return;
  }
  if (key === "Enter" && !awaited) {
    const item = event.target.closest?.("[data-item]");
    const open = item && item === event.target && one("a[data-open]", item);
    if (open) { event.preventDefault(); open.click(); }
    return;
  }
  if (key === "Escape" && awaited) { awaited = 0; waiting = []; return; }
  if ((key.length !== 1 && !(key === "Enter" && waiting.length)) || !keysOn()) return;
  if (awaited) { waiting.push(key); event.preventDefault(); return; } // a space too: it may belong to a reason
  if (key !== " " && handled(key)) event.preventDefault();
});

function handled(key) {
  const dialog = one("dialog[open]");
  if (/^[0-9]$/.test(key) && !going) {
    const preset = one(`[data-digit="${key}"]`, dialog || document);
    if (preset && seen(preset)) { preset.click(); return true; }
  }
  if (going && Date.now() < going && !dialog) {
    going = 0;
    const way = one(`[data-go="${CSS.escape(key)}"]`);
    if (way) { location.assign(way.href); return true; }
    tell(`g ${key} leads nowhere. Press ? for the keys.`);
    return true;
  }
  going = 0;
  if (!dialog) {
    if (key === "j") { step(1); return true; }
    if (key === "k") { step(-1); return true; }
    if (key === "g") { going = Date.now() + 2000; tell("Go to: type a letter."); return true; }
    if (key === "/") {
      const field = all("main [data-search]").find(seen) || one("[data-search]");
      if (field) { field.focus(); field.select(); return true; }
    }
    if (key === "n" || key === "p") {
      const way = one(key === "n" ? "a[rel=next]" : "a[rel=prev]");
      if (way) { way.click(); return true; }
    }
  }
  return pressed(key);
}

// --- dialogs: a form's own page, shown over the page one is at ------------------------------------

let asked = 0; // how many dialogs were asked for
let awaited = 0; // which of them is on its way, 0 for none: one asked for before it is not shown any more
let box = null;
let openedBy = null;
let behind = null; // what had the focus when the dialog was shown, to which the browser itself gives it back

function dialogBox() {
  if (box) return box;
  box = document.createElement("dialog");
  box.setAttribute("aria-labelledby", "dialog-title");
  document.body.append(box);
  box.addEventListener("close", () => {
    const back = openedBy;
    openedBy = null;
    const at = document.activeElement;
    const moved = at !== behind && at !== document.body && !box.contains(at); // by a key since it was left
    if (!moved && back?.isConnected) back.focus({ preventScroll: true });
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) return leave();
    if (event.target.closest("[data-close]")) { event.preventDefault(); leave(); }
  });
  return box;
}

function leave() { box?.close(); }

function fill(html) {
  const dialog = dialogBox();
  dialog.innerHTML = html;
  const heading = one("h1, h2", dialog);
  if (heading) heading.id = "dialog-title";
  all("form", dialog).forEach(restore);
  if (!dialog.open) {
    behind = document.activeElement;
    dialog.showModal();
  }
  const first = one("[aria-invalid=true], [autofocus], [data-digit]", dialog) || one("textarea, input:not([type=hidden]), button", dialog);
  first?.focus();
  document.dispatchEvent(new CustomEvent("desk:dialog", { detail: dialog }));
  const wrong = one(".wrong", dialog);
  if (wrong) tell(wrong.textContent);
}

const partOf = (address) => {
  const url = new URL(address, location.href);
  url.hash = "";
  url.searchParams.set("part", "form");
  return url;
};

async function openDialog(address) {
  const mine = awaited = asked += 1;
  let html = "";
  try {
    const answer = await fetch(partOf(address), { headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.headers.get("X-Part")) html = await answer.text();
  } catch { /* as a page: the browser says what is wrong */ }
  if (awaited !== mine) return;
  awaited = 0;
  const keys = waiting;
  waiting = [];
  if (!html) return location.assign(address); // logged out, gone; the keys were not meant for this page
  fill(html);
  keys.forEach((key) => {
    const field = document.activeElement;
    if (awaited) waiting.push(key); // a key before it asked for another form
    else if (key === "Enter" && !field.matches("textarea")) { // a reason may have lines; a button nobody saw is not pressed
      if (typing(field)) field.form?.requestSubmit([...field.form.elements].find((each) => each.type === "submit"));
    } else if (typing(field)) {
      field.value += key === "Enter" ? "\n" : key;
      field.dispatchEvent(new Event("input", { bubbles: true })); // a draft is kept
    } else if (key !== " ") handled(key);
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-dialog]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const inside = link.closest("dialog");
  if (!inside) {
    const item = link.closest("[data-item]");
    openedBy = document.activeElement === document.body ? link : document.activeElement;
    if (item && openedBy && !item.contains(openedBy)) openedBy = link;
    remember(link);
  }
  openDialog(link.href);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  // (form.action would be the field of that name)
  const to = new URL(form.getAttribute("action"), location.href);
  if (form.dataset.sent) return event.preventDefault(); // pressed twice: it is decided once
  if (to.pathname === "/decide" && form.method === "post") form.dataset.sent = "yes";
  if (to.pathname === "/decide" && form.method === "post" && !form.closest("dialog")) remember(form);
  if (!form.closest("dialog") || form.hasAttribute("data-whole")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (form.method === "get") {
    to.search = new URLSearchParams(data);
    all("form", form.closest("dialog")).forEach((each) => { each.inert = true; }); // what is chosen now would be lost
    return openDialog(to);
  }
  save(form);
  all("button", form).forEach((button) => { button.disabled = true; });
  const slow = setTimeout(() => {
    const note = document.createElement("p");
    note.className = "meta waiting";
    note.textContent = "It is being kept, and what it touches is derived again. This takes a moment.";
    one(".acts", form)?.append(note);
    tell(note.textContent);
  }, 900);
  try {
    const answer = await fetch(to, { method: "POST", body: new URLSearchParams(data), headers: { "X-Part": "form" }, redirect: "manual" });
    const part = answer.headers.get("X-Part");
    if (part === "made") {
      const { to: next } = await answer.json();
      forget(form);
      const there = new URL(next, location.href);
      if (there.pathname + there.search === location.pathname + location.search) {
        if (there.hash) history.replaceState(null, "", there.hash);
        location.reload();
      } else location.assign(there);
    } else if (part) {
      fill(await answer.text());
    } else { // logged out meanwhile, or something this script does not know: as a page, all typed goes along
      all("button", form).forEach((button) => { button.disabled = false; });
      delete form.dataset.sent;
      form.setAttribute("data-whole", "");
      form.requestSubmit(event.submitter);
    }
  } catch {
    all("button", form).forEach((button) => { button.disabled = false; });
    delete form.dataset.sent;
    const note = one(".wrong.lost", form) || form.insertBefore(document.createElement("p"), form.firstChild);
    note.className = "wrong lost";
    note.textContent = "The desk does not answer. What you typed is kept; try again.";
    tell(note.textContent);
  } finally {
    clearTimeout(slow);
    one(".waiting", form)?.remove();
  }
});

addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; })); // come back to

// Statements chosen on a page go along into the form that splits them off; empty filters stay out of an address.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-picks")) {
    event.preventDefault();
    openedBy = document.activeElement;
    remember(form);
    openDialog(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
  }
  if (form.hasAttribute("data-tidy")) {
    const empty = [...form.elements].filter((field) => field.name && !field.value);
    empty.forEach((field) => { field.disabled = true; });
    setTimeout(() => empty.forEach((field) => { field.disabled = false; }), 500);
  }
});

// --- drafts: what is typed stays until it is decided ---------------------------------------------

const draftOf = (form) => {
  const [action, target] = ["action", "target"].map((name) => form.elements[name]?.value);
  return action && form.method === "post" ? `draft ${action} ${target}` : "";
};
const fieldsOf = (form) => all("textarea, input:not([type=hidden]), select", form).filter((field) => field.name);

function save(form) {
  const name = draftOf(form);
  if (!name) return;
  const typed = fieldsOf(form).map((field) => [field.name, /checkbox|radio/.test(field.type) ? field.checked : field.value]);
  kept.set(sessionStorage, name, typed);
}

function restore(form) {
  const name = draftOf(form);
  const typed = name && kept.get(sessionStorage, name);
  const fields = fieldsOf(form);
  if (!typed || typed.length !== fields.length) return;
  fields.forEach((field, at) => {
    if (typed[at][0] !== field.name) return;
    if (/checkbox|radio/.test(field.type)) field.checked = typed[at][1];
    else field.value = typed[at][1];
  });
}

function forget(form) { const name = draftOf(form); if (name) kept.drop(sessionStorage, name); }

document.addEventListener("input", (event) => { if (event.target.form) save(event.target.form); });
all("main form").forEach(restore);

// --- after a decision: on to the next -------------------------------------------------------------

function remember(element) {
  const item = element.closest("[data-item]");
  const list = items();
  const at = list.indexOf(item);
  kept.set(sessionStorage, "place", {
    page: location.pathname,
    item: item?.dataset.id || "",
    on: Boolean(item?.closest("[data-queue]")),
    next: list[at + 1]?.dataset.id || "",
    last: list[at - 1]?.dataset.id || "",
    at: Date.now(),
  });
}

function comeBack() {
  const place = kept.get(sessionStorage, "place");
  const flash = one(".flash");
  if (!flash || !place || place.page !== location.pathname || Date.now() - place.at > 600000) return;
  kept.drop(sessionStorage, "place");
  const order = place.on ? [place.next, place.last, place.item] : [place.item, place.next, place.last];
  const found = order.map((id) => id && one(`[data-item][data-id="${CSS.escape(id)}"]`)).find((item) => item && seen(item));
  if (found) goTo(found);
}

const flash = one(".flash");
if (flash) {
  document.cookie = "made=; Max-Age=0; Path=/; SameSite=Strict";
  tell(flash.innerText);
}
comeBack();
if (location.hash && !current()) {
  const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  goTo(at?.closest("[data-item]"));
}

// --- keys can be switched off (for speech input) ---------------------------------------------------

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-keys]")) kept.set(localStorage, "keys", event.target.checked);
});
const showSwitches = () => all("[data-keys]").forEach((box) => {
  box.checked = keysOn();
  box.closest("[hidden]")?.removeAttribute("hidden");
});
document.addEventListener("desk:dialog", showSwitches);
showSwitches();

// --- copy an address ---------------------------------------------------------------------------------

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  try { await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href); tell("Copied."); }
  catch { tell("The browser does not allow copying."); }
});
