/** Text that shows more when touched: quotes that fold out and spoilers. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";

/** A plain quote. */
export function quote(inside) {
  return el("blockquote", { class: "quote" }, inside);
}

/** A quote folded to three lines; its sign unfolds it, as does a touch anywhere on it. */
export function expandableQuote(inside) {
  const text = el("div", { class: "quote-text" }, inside);
  const sign = button(
    { class: "quote-fold", "aria-expanded": "false", "aria-label": "Показать цитату целиком" },
    icon("chevron"),
  );
  const box = el("blockquote", { class: "quote expandable folded" }, text, sign);

  function fold(folded) {
    box.classList.toggle("folded", folded);
    sign.setAttribute("aria-expanded", String(!folded));
    sign.setAttribute("aria-label", folded ? "Показать цитату целиком" : "Свернуть цитату");
  }

  function touched(event) {
    const selecting = !getSelection().isCollapsed;
    if (selecting || sign.hidden || event.target.closest("a, button:not(.quote-fold)")) return;
    fold(!box.classList.contains("folded"));
  }

  box.addEventListener("click", touched);
  new ResizeObserver(() => {
    if (box.classList.contains("folded")) sign.hidden = text.scrollHeight <= text.clientHeight + 1;
    box.classList.toggle("whole", sign.hidden);
  }).observe(text);
  return box;
}

/** Text hidden until it is touched. */
export function spoiler(inside) {
  const content = el("span", { class: "spoiler-content", "aria-hidden": "true" }, inside);
  const cover = el(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Показать скрытый текст" },
    content,
  );

  function reveal(event) {
    if (cover.classList.contains("revealed")) return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("revealed");
    content.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  }

  cover.addEventListener("click", reveal, { capture: true });
  cover.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && reveal(event));
  return cover;
}
