// Draws each Vega-Lite specification on the page. Expressions are interpreted, never compiled, so
// that the content security policy need not allow eval.
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { expressionInterpreter } from "vega-interpreter";
import { Handler } from "vega-tooltip";

const tooltip = new Handler({ disableDefaultStyle: true, theme: "almoner" });

// On a narrow screen the entries of a legend stand one below the other.
function stackLegends(part) {
  if (part === null || typeof part !== "object") return;
  if (part.legend) part.legend.columns = 1;
  Object.values(part).forEach(stackLegends);
}

async function draw(figure) {
  const place = figure.querySelector("[data-chart-place]");
  const spec = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const width = Math.max(260, Math.floor(place.clientWidth));
  // A narrow screen gets its own proportions, not a shrunken picture.
  spec.width = width;
  if (width < 480) stackLegends({ layer: spec.layer });
  const runtime = parse(compile(spec).spec, null, { ast: true });
  const view = new View(runtime, {
    container: place,
    renderer: "svg",
    hover: true,
    expr: expressionInterpreter,
    tooltip: tooltip.call,
  });
  await view.runAsync();
  const picture = place.querySelector("svg");
  // One image with one description: its hundreds of parts are not announced one by one.
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("focusable", "false");
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", figure.dataset.chartLabel);
  place.dataset.drawn = String(width);
  return view;
}

function keepDrawn(figure) {
  const place = figure.querySelector("[data-chart-place]");
  let view = null;
  const redraw = async () => {
    if (place.dataset.drawn === String(Math.max(260, Math.floor(place.clientWidth)))) return;
    view?.finalize();
    place.textContent = "";
    view = await draw(figure);
  };
  redraw();
  let waiting = 0;
  new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(redraw, 150);
  }).observe(place);
}

document.querySelectorAll("[data-chart]").forEach(keepDrawn);
// Parts of a page that come in later bring their charts with them.
document.body.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  event.target.querySelectorAll("[data-chart]").forEach(keepDrawn);
});
