"use strict";
// The field finds a skill by any of its names (first cell and data-words of its row). What the
// address asks for (?q=k8s) is typed in before tables.js looks at it. A name that is exactly one
// skill's is said beside the field, with the way to its page; Enter goes there.
(() => {
  const field = document.getElementById("find");
  const exact = document.getElementById("exact");
  if (!field) return;
  const rows = [...document.getElementById("values").tBodies[0].rows];
  const plain = (text) => text.trim().toLowerCase().replaceAll("-", " ");
  const names = new Map(rows.map((row) => [
    row, `|${plain(row.cells[0].textContent)}|${row.dataset.words ?? ""}|`,
  ]));
  const linkOf = (row) => row.cells[0].querySelector("a");

  const named = () => {
    const wanted = plain(field.value);
    return wanted ? rows.find((row) => names.get(row).includes("|" + wanted + "|")) : undefined;
  };
  const say = () => {
    const row = named();
    exact.replaceChildren();
    if (!row) return;
    const link = linkOf(row);
    const name = link ? link.cloneNode(true) : row.cells[0].textContent.trim();
    exact.append("“" + field.value.trim() + "” is ", name);
  };
  field.addEventListener("input", say);
  field.addEventListener("keydown", (event) => {
    const row = named() || (rows.filter((one) => !one.hidden).length === 1 && rows.find((one) => !one.hidden));
    const link = event.key === "Enter" && row && linkOf(row);
    if (link) location.assign(link.href);
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) field.value = asked.slice(0, 200);
  say();
})();
