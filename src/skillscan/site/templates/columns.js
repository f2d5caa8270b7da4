"use strict";
// A section with data-picks shows two of its tables' columns: those that its two selects name.
// Without this script all columns are there.
(() => {
  for (const section of document.querySelectorAll("[data-picks]")) {
    const selects = [...section.querySelectorAll("select[data-pick]")];
    const cells = [...section.querySelectorAll("[data-column]")];
    const show = () => {
      const wanted = new Set(selects.map((select) => select.value));
      for (const cell of cells) cell.hidden = !wanted.has(cell.dataset.column);
    };
    for (const select of selects) select.addEventListener("change", show);
    section.querySelector("[data-needs-script]").hidden = false;
    show();
  }
})();
