"use strict";
// Tables of class "sortable" sort by the buttons in their heads (a cell's data-sort is its key,
// without one its text, or the one share that it begins with: "under 1%" comes before "1%", what
// has no one share before all);
// a search field with data-filters="ID" hides the rows of table ID whose first cell or data-words
// (further names) do not hold what is typed, and says in the <output> for it how many are left; a choice with data-kinds="ID"
// those of another data-kind.
(() => {
  const SHARE = /^(under |over )?([0-9.]+)%(?! to| without)/;
  const keyOf = (row, column, isNumber) => {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? cell.textContent.trim().replaceAll(",", "");
    const share = isNumber && text.match(SHARE);
    if (share) return Number(share[2]) + (share[1] === "under " ? -0.5 : share[1] ? 0.5 : 0);
    if (text !== "" && !isNaN(text)) return Number(text);
    return isNumber && cell.dataset.sort === undefined ? -1 : text;
  };
  const plain = (text) => text.trim().toLowerCase().replaceAll("-", " ");
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
    const rows = [...body.rows].map((row, place) => [
      keyOf(row, column, header.classList.contains("n")), place, row,
    ]);
    rows.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...rows.map((entry) => entry[2]));
  };

  for (const table of document.querySelectorAll("table.sortable"))
    for (const button of table.tHead.querySelectorAll("button"))
      button.addEventListener("click", () => sort(table, button.closest("th")));

  for (const field of document.querySelectorAll("input[data-filters]")) {
    const table = document.getElementById(field.dataset.filters);
    const output = document.querySelector(`output[for="${field.id}"]`);
    const rows = [...table.tBodies[0].rows].map((row) => [
      row, `${plain(row.cells[0].textContent)}|${row.dataset.words ?? ""}`,
    ]);
    const kinds = document.querySelector(`select[data-kinds="${field.dataset.filters}"]`);
    const filter = () => {
      const wanted = plain(field.value);
      const ofKind = (row) => !kinds?.value || row.dataset.kind === kinds.value;
      let shown = 0;
      let all = 0;
      for (const [row, words] of rows) {
        row.hidden = !ofKind(row) || !words.includes(wanted);
        if (ofKind(row)) all += 1;
        if (!row.hidden) shown += 1;
      }
      if (output) output.textContent = wanted ? shown + " of " + all : "";
    };
    field.addEventListener("input", filter);
    if (kinds) {
      kinds.addEventListener("change", filter);
      kinds.closest("[data-needs-script]").hidden = false;
    }
    if (field.value) filter();
  }
})();
