/** Short words at the bottom of a phone that go away by themselves. */

import { el } from "./dom.js";

const SHORTEST = 2500;
const PER_LETTER = 45;
const LONGEST = 8000;

/** The toasts of one phone: a newer one takes the place of an older one. */
export class Toasts {
  #timer = 0;

  constructor() {
    this.node = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  }

  show(text) {
    clearTimeout(this.#timer);
    this.node.replaceChildren(el("div", { class: "toast", dataset: { testid: "toast" } }, text));
    this.#timer = setTimeout(() => this.node.replaceChildren(), Math.min(SHORTEST + PER_LETTER * text.length, LONGEST));
  }
}
