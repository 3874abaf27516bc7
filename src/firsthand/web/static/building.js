// Watches a build: asks how it stands, writes it into the page, and loads the page anew when it is done.
// Without it the page has a link that loads it again.
"use strict";
(() => {
  const box = document.querySelector("[data-building]");
  if (!box || box.dataset.building !== "running") return;
  const every = 1500, atMost = 15000;
  let wait = every, said = "";
  const live = document.getElementById("live");
  const set = (name, text) => {
    const part = box.querySelector(`[data-build="${name}"]`);
    if (part && part.textContent !== text) part.textContent = text;
  };
  const again = box.querySelector("[data-again]");
  if (again) again.hidden = true;
  const show = (at) => {
    set("heading", at.heading);
    set("told", at.told);
    const bar = box.querySelector("progress");
    if (bar) {
      if (at.total > 0) { bar.max = at.total; bar.value = at.done; } else bar.removeAttribute("value");
    }
    box.querySelectorAll("[data-stage]").forEach((line, place) => {
      const stage = at.stages[place];
      if (!stage) return;
      line.className = stage.state.replace(" ", "-");
      line.querySelector("[data-state]").textContent = stage.state;
      line.querySelector("[data-told]").textContent = stage.told;
    });
    if (live && at.heading !== said) { said = at.heading; live.textContent = at.heading; }
  };
  const ask = async () => {
    try {
      const answer = await fetch("/build/progress", { headers: { accept: "application/json" } });
      if (answer.status === 401 || answer.redirected) { location.reload(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const at = await answer.json();
      if (!at.running) { location.reload(); return; }
      show(at);
      wait = every;
    } catch {
      // The desk may be busy or away for a moment: ask less often, and say so only in the bar's place.
      wait = Math.min(wait * 2, atMost);
      set("told", "The desk does not answer just now; asking again.");
    }
    setTimeout(ask, wait);
  };
  setTimeout(ask, every);
})();
