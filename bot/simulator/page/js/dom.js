/** Builds DOM nodes. Strings always become text nodes: nothing that a person or a bot wrote is ever parsed as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes and children.
 *
 * `class`, `dataset` and `on<Event>` are understood; `true` sets an empty attribute; `false`, `null` and `undefined`
 * set none. Children that are `null`, `undefined` or `false` are left out.
 */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  decorate(node, attributes);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that never submits a form. */
export function button(attributes, ...children) {
  return el("button", { type: "button", ...attributes }, ...children);
}

/** A decorative drawing on a 24×24 field: `d` is an SVG path drawn with a pen, or filled when `filled`. */
export function drawing(d, { filled = false, name = "" } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(key, value);
  }
  svg.setAttribute("class", `icon ${filled ? "filled" : "drawn"} icon-${name}`);
  path.setAttribute("d", d);
  svg.append(path);
  return svg;
}

function decorate(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "dataset") Object.assign(node.dataset, value);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2).toLowerCase(), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
}
