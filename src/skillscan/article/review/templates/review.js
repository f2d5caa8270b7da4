"use strict";
(() => {
  const cards = [...document.querySelectorAll(".card")];
  const settled = new Set(["current", "not_ours"]);
  const file = JSON.parse(document.getElementById("decisions").textContent);
  const attention = document.getElementById("attention");
  const shortcuts = document.getElementById("shortcuts");
  const told = document.getElementById("told");
  const memory = "skillscan review " + file.key;
  let at = -1;
  let shown = null;

  const tell = (text) => (told.textContent = text);

  // One claim after the other.
  const panel = document.getElementById("claims");
  const isWide = () => matchMedia("(min-width: 1000px)").matches;
  const bring = (card, mark, turns, before) => {
    if (card !== cards[at]) return;
    if (isWide()) {
      if (mark) mark.scrollIntoView({ block: "center" });
      panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
    } else card.scrollIntoView({ block: "start" });
    // What comes into view gets its true height only now, and moves what stands below it.
    const place = card.getBoundingClientRect().top;
    if (turns && (place !== before || !isWide() || turns > 4))
      requestAnimationFrame(() => bring(card, mark, turns - 1, place));
  };
  const show = (place) => {
    if (shown) shown.classList.remove("at");
    at = place;
    const card = cards[place];
    const mark = document.getElementById(card.id.replace("claim", "at"));
    if (mark) mark.classList.add("at");
    shown = mark;
    card.focus({ preventScroll: true });
    bring(card, mark, 6);
  };
  const step = (by) => {
    const wanted = (card) => !attention.checked || !settled.has(card.dataset.verdict);
    for (let place = at < 0 && by < 0 ? cards.length - 1 : at + by; cards[place]; place += by)
      if (wanted(cards[place])) return show(place);
    tell(by > 0 ? "That was the last one." : "That was the first one.");
  };
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  const steps = { j: 1, n: 1, ArrowRight: 1, k: -1, p: -1, ArrowLeft: -1 };
  addEventListener("keydown", (event) => {
    const isTyped = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (isTyped || !shortcuts.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in steps) step(steps[event.key]);
    else if (event.key === "Enter" && event.target.matches(".card")) {
      const evidence = event.target.querySelector("details");
      evidence.open = !evidence.open;
    } else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => {
    const place = cards.findIndex((card) => "#" + card.id === location.hash);
    if (place >= 0) show(place);
  });

  // Copying; where the page may not use the clipboard, through a selection.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    tell("Copied.");
  };

  // Decisions, and the file that keeps them. What was decided since the page was made is remembered.
  const entries = new Map(file.kept);
  const since = new Map();
  const showDecision = (id, word) => {
    const card = cards.find((one) => one.dataset.id === id);
    if (!card) return;
    for (const button of card.querySelectorAll("[aria-pressed]"))
      button.setAttribute("aria-pressed", String(button.dataset.does === word));
    card.querySelector(".state").textContent = word || "";
  };
  const decide = (id, word) => {
    if (word) entries.set(id, file.entries[id][word]);
    else entries.delete(id);
    since.delete(id);
    since.set(id, word);
    showDecision(id, word);
  };
  const remember = () => {
    try {
      localStorage.setItem(memory, JSON.stringify([...since]));
    } catch {} // a browser that keeps nothing for files: the export is still there
  };
  const recall = () => {
    try {
      return JSON.parse(localStorage.getItem(memory)) || [];
    } catch {
      return [];
    }
  };
  const content = () =>
    file.head + (entries.size ? file.opening : file.empty) + [...entries.values()].join("");
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content()], { type: "application/yaml" }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell("Exported " + file.name + ": put it beside the article.");
  };
  document.getElementById("export").addEventListener("click", download);
  document.getElementById("claims").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-does]");
    if (!button) return;
    const card = button.closest(".card");
    const words = (name) => card.querySelector("." + name).textContent;
    if (button.dataset.does === "copy") copy(words("sentence"));
    else if (button.dataset.does === "copy-with-source")
      copy(words("sentence") + "\n" + words("source"));
    else {
      const isPressed = button.getAttribute("aria-pressed") === "true";
      decide(card.dataset.id, isPressed ? null : button.dataset.does);
      remember();
    }
  });

  for (const part of document.querySelectorAll("#controls, .buttons")) part.hidden = false;
  const bar = document.getElementById("controls");
  const measure = () =>
    document.documentElement.style.setProperty("--bar", bar.offsetHeight + "px");
  new ResizeObserver(measure).observe(bar); // nothing may be focused behind it
  measure();
  for (const [id, word] of Object.entries(file.decided)) showDecision(id, word);
  for (const [id, word] of recall()) if (file.entries[id]) decide(id, word);
})();
