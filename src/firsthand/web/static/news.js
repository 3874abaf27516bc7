// What colleagues decide meanwhile, and how a build goes on: asked every five seconds while one looks.
"use strict";

(() => {
  const EVERY = 5000;
  const since = document.body.dataset.revision;
  const me = document.body.dataset.visitor;
  const told = new Set();
  const others = [];
  let failed = 0;

  function onItem(decision) {
    const ids = [decision.target, ...decision.others];
    for (const id of ids) {
      const item = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
      if (!item) continue;
      const note = document.createElement("p");
      note.className = "just";
      note.textContent = `${decision.reviewer} decided on this just now: ${decision.words}`;
      (item.querySelector(".acts") || item).after(note);
      if (note.previousElementSibling === item) item.append(note);
    }
  }

  function bar(news) {
    const bar = document.querySelector("#news");
    if (!bar) return;
    const words = [];
    if (news.rebuilt) words.push("The case was built again since you opened this page.");
    if (others.length) {
      const who = [...new Set(others.map((decision) => decision.reviewer))].join(", ");
      words.push(`${others.length} ${others.length === 1 ? "decision" : "decisions"} by others since you opened this page (${who}).`);
    }
    if (news.building?.running) words.push(`A build is running: ${news.building.words}.`);
    if (!words.length) return;
    bar.replaceChildren();
    const text = document.createElement("p");
    text.textContent = `${words.join(" ")} `;
    if (news.rebuilt || others.length) {
      const link = document.createElement("a");
      link.href = location.pathname + location.search;
      link.textContent = "Show";
      text.append(link);
    }
    bar.append(text);
    bar.hidden = false;
  }

  function build(building) {
    for (const place of document.querySelectorAll("[data-building]")) {
      place.textContent = building ? building.words : "";
      const meter = place.parentElement.querySelector("progress");
      if (meter && building?.total) { meter.max = building.total; meter.value = building.done; }
    }
    document.dispatchEvent(new CustomEvent("desk:building", { detail: building }));
  }

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(`/news?since=${encodeURIComponent(since)}`, { headers: { Accept: "application/json" }, redirect: "manual" });
      if (!answer.ok) { failed += 1; return; }
      const news = await answer.json();
      failed = 0;
      for (const decision of news.decisions) {
        if (told.has(decision.id)) continue;
        told.add(decision.id);
        if (decision.reviewer === me) continue;
        others.push(decision);
        onItem(decision);
        tell(`${decision.reviewer} decided just now: ${decision.words}`);
      }
      bar(news);
      build(news.building);
    } catch { failed += 1; }
  }

  let clock = 0;
  const wind = () => { clearTimeout(clock); clock = setTimeout(async () => { await ask(); wind(); }, EVERY * Math.min(12, 1 + failed)); };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { ask(); wind(); } });
  if (since) wind();
})();
