"use strict";
(() => {
  const recordings = [...document.querySelectorAll(".recording")];
  const operations = [...document.querySelectorAll(".operation")];
  const buttons = [...document.querySelectorAll(".outcome")];
  const find = document.getElementById("find");
  const shown = document.getElementById("shown");

  function filter() {
    const wanted = new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.outcome));
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const recording of recordings) {
      const fits = wanted.has(recording.dataset.outcome) && words.every((word) => recording.dataset.search.includes(word));
      recording.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const operation of operations) operation.hidden = !operation.querySelector(".recording:not([hidden])");
    shown.textContent = `${count} of ${recordings.length} recordings`;
  }

  function toggle(button) {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    filter();
  }

  function step(by) {
    const visible = recordings.filter((recording) => !recording.hidden && recording.parentElement.open);
    if (!visible.length) return;
    const now = visible.findIndex((recording) => recording.contains(document.activeElement));
    const next = now < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(now + by, 0), visible.length - 1);
    visible[next].querySelector("summary").focus();
  }

  for (const button of buttons) button.addEventListener("click", () => toggle(button));
  find.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === find) {
      if (event.key === "Escape") { find.value = ""; filter(); find.blur(); }
      return;
    }
    if (event.key === "/") { event.preventDefault(); find.focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "x") recordings.forEach((recording) => { recording.open = false; });
    else if (buttons[Number(event.key) - 1]) toggle(buttons[Number(event.key) - 1]);
  });
  filter();
})();
