// Who said it, in order: names are added, taken away and moved. Without this the empty fields are there as well.
"use strict";

(() => {
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const say = (words) => window.tell?.(words);

  function number(list) {
    all(":scope > li", list).forEach((item, at, items) => {
      const field = item.querySelector("input");
      const words = at ? "Then through" : "First speaker";
      const label = item.querySelector("label");
      if (label) label.textContent = words;
      field.placeholder = words.toLowerCase();
      item.querySelector("[data-up]").disabled = at === 0;
      item.querySelector("[data-down]").disabled = at === items.length - 1;
    });
  }

  function fit(item) {
    if (item.querySelector(".moves-chain")) return;
    const tools = document.createElement("span");
    tools.className = "moves-chain";
    tools.innerHTML = '<button type="button" data-up aria-label="Earlier in the chain">↑</button><button type="button" data-down aria-label="Later in the chain">↓</button><button type="button" data-off aria-label="Take out of the chain">×</button>';
    item.append(tools);
  }

  function equip(within) {
    all(".chain-fields", within).forEach((list) => {
      if (list.dataset.ready) return;
      list.dataset.ready = "yes";
      all(":scope > li", list).forEach(fit);
      const more = document.createElement("button");
      more.type = "button";
      more.dataset.more = "";
      more.textContent = "One more in the chain";
      list.after(more);
      number(list);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-up], [data-down], [data-off], [data-more]");
    if (!button) return;
    const list = button.matches("[data-more]") ? button.previousElementSibling : button.closest(".chain-fields");
    if (!list?.matches(".chain-fields")) return;
    const item = button.closest("li");
    if (button.matches("[data-more]")) {
      const added = list.lastElementChild.cloneNode(true);
      const field = added.querySelector("input");
      field.value = "";
      field.id = `chain-more-${list.children.length}`;
      field.removeAttribute("autofocus");
      added.querySelector("label")?.setAttribute("for", field.id);
      list.append(added);
      number(list);
      return field.focus();
    }
    const field = item.querySelector("input");
    if (button.matches("[data-up]")) item.previousElementSibling?.before(item);
    else if (button.matches("[data-down]")) item.nextElementSibling?.after(item);
    else if (list.children.length > 1) item.remove();
    else field.value = "";
    number(list);
    const names = all("input", list).map((each) => each.value).filter(Boolean);
    say(names.length ? `The chain: ${names.join(", then ")}.` : "The document says so itself.");
    (button.isConnected && !button.disabled ? button : list.querySelector("input")).focus();
    list.querySelector("input").dispatchEvent(new Event("input", { bubbles: true })); // a draft is kept
  });

  // Enter goes on from name to name, and after the last one that is filled to the reason: not off with half a form.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.(".chain-fields input");
    if (!field || event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const fields = all("input", field.closest(".chain-fields"));
    const next = field.value ? fields[fields.indexOf(field) + 1] : null;
    (next || field.form.elements.reason).focus();
  });

  document.addEventListener("desk:dialog", (event) => equip(event.detail));
  equip(document);
})();
