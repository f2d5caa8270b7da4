"use strict";
// A button of class "texts" copies the text below it, as it stands there, and says so.
(() => {
  const byHand = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return byHand(text);
    }
  };

  for (const details of document.querySelectorAll("details.copy")) {
    const said = details.querySelector("[role=status]");
    for (const button of details.querySelectorAll("button")) {
      const label = button.previousElementSibling;
      const text = button.parentElement.nextElementSibling;
      button.hidden = false;
      label.hidden = true;
      button.addEventListener("click", async () => {
        const done = await copy(text.textContent);
        button.focus();
        said.textContent = done
          ? label.textContent + " copied."
          : "The browser does not let this page copy: select the text and copy it.";
      });
    }
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    details.addEventListener("toggle", () => (said.textContent = ""));
  }
})();
