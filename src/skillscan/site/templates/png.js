"use strict";
// A button of class "png" saves the first chart of its page as a picture of twice its size, with
// its title above and the button's data-source below, drawn by the browser from what it shows.
// Without script the button stays hidden.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const KEPT = ["fill", "stroke", "stroke-width", "font-size", "font-weight", "font-family", "text-anchor"];
  const TITLE = 34, LINE = 18, SIDE = 8, TWICE = 2;

  // With what its style sheets say of it written into it: a picture has none.
  const copied = (chart) => {
    const copy = chart.cloneNode(true);
    const shown = [chart, ...chart.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((mark, place) => {
      const style = getComputedStyle(shown[place]);
      for (const name of KEPT) mark.setAttribute(name, style.getPropertyValue(name));
    });
    return copy;
  };
  const wrapped = (words, font, width) => {
    const ruler = document.createElement("canvas").getContext("2d");
    ruler.font = font;
    const lines = [""];
    for (const word of words.split(/\s+/)) {
      const longer = (lines.at(-1) + " " + word).trim();
      if (lines.at(-1) && ruler.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  };
  const SIZE = { 600: 15, 400: 12 };
  const line = (text, y, weight, style) => {
    const made = document.createElementNS(SVG, "text");
    const given = { x: SIDE, y, "font-size": SIZE[weight], "font-weight": weight,
      "font-family": style.fontFamily, fill: style.color };
    for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  };
  const picture = (chart, source) => {
    const { width, height } = chart.viewBox.baseVal;
    const style = getComputedStyle(document.body);
    const [title, ...said] = chart.getAttribute("aria-label").split(". ");
    const fits = (text, weight) =>
      wrapped(text, `${weight} ${SIZE[weight]}px ${style.fontFamily}`, width - 2 * SIDE);
    const titles = fits(title, 600), sources = fits([...said, source].join(". ").replace(/\.\. /, ". "), 400);
    const top = TITLE + LINE * (titles.length - 1), whole = top + height + LINE * (sources.length + 1);
    const made = document.createElementNS(SVG, "svg");
    made.setAttribute("viewBox", `0 0 ${width} ${whole}`);
    made.setAttribute("width", width * TWICE);
    made.setAttribute("height", whole * TWICE);
    const paper = document.createElementNS(SVG, "rect");
    for (const name of ["width", "height"]) paper.setAttribute(name, "100%");
    paper.setAttribute("fill", style.backgroundColor);
    const copy = copied(chart);
    for (const [name, value] of Object.entries({ y: top, width, height })) copy.setAttribute(name, value);
    made.append(paper, ...titles.map((text, n) => line(text, 22 + LINE * n, "600", style)), copy,
      ...sources.map((text, n) => line(text, top + height + LINE * (n + 1), "400", style)));
    return { made, width: width * TWICE, height: whole * TWICE };
  };
  const save = async (button, chart) => {
    const { made, width, height } = picture(chart, button.dataset.source);
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(made));
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }, "image/png");
  };

  const chart = document.querySelector("svg.chart");
  for (const button of document.querySelectorAll("button.png")) {
    if (!chart) break;
    button.closest("li").hidden = false;
    button.addEventListener("click", () => save(button, chart));
  }
})();
