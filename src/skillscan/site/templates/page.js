"use strict";
(() => {
  const sections = [...document.querySelectorAll("section.population")];
  const select = document.getElementById("population");

  const show = (id) => {
    for (const section of sections) section.hidden = section.dataset.population !== id;
    select.value = id;
  };
  const asked = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    return sections.some((section) => section.dataset.population === id) ? id : null;
  };
  if (sections.length) {
    show(asked() || select.value || sections[0].dataset.population);
    select.addEventListener("change", () => {
      history.replaceState(null, "", "#" + encodeURIComponent(select.value));
      show(select.value);
    });
    addEventListener("hashchange", () => asked() && show(asked()));
  }

  const keyOf = (row, column) => {
    const text = row.cells[column].dataset.sort;
    return text !== "" && !isNaN(text) ? Number(text) : text;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");

  const sort = (table, header) => {
    const column = header.cellIndex;
    const first = header.classList.contains("n") ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = header.getAttribute("aria-sort") === first ? other : first;
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => [keyOf(row, column), place, row]);
    rows.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...rows.map((entry) => entry[2]));
  };

  for (const panel of document.querySelectorAll("section.panel")) {
    for (const table of panel.querySelectorAll("table"))
      for (const button of table.tHead.querySelectorAll("button"))
        button.addEventListener("click", () => sort(table, button.closest("th")));
    const table = panel.querySelector("table.values");
    if (!table) continue;
    const find = panel.querySelector(".find");
    const found = panel.querySelector(".found");
    find.addEventListener("input", () => {
      const wanted = find.value.trim().toLowerCase();
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
        if (!row.hidden) shown += 1;
      }
      found.textContent = wanted ? shown + " of " + table.tBodies[0].rows.length : "";
    });
  }
})();
