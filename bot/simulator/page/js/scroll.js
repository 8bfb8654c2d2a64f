/** Keeps a chat at its end while the reader is there, and counts what he has not seen while he is not. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";

/** How far from the end still counts as being there, CSS pixels. */
const NEAR = 40;

export class Scroll {
  #field;
  #badge = el("span", { class: "badge", dataset: { testid: "unread" } });
  #atEnd = true;
  #top = 0;
  #unread = 0;

  /** `field` scrolls, `content` grows inside of it. `button` leads back to the end. */
  constructor(field, content) {
    this.#field = field;
    this.button = button(
      { class: "scroll-down", dataset: { testid: "scroll-down" }, onClick: () => this.toEnd({ smooth: true }) },
      icon("chevron"),
      this.#badge,
    );
    field.addEventListener("scroll", () => this.#look(), { passive: true });
    // Whoever unfolds a section reads it from its head: the chat must not jump to the end below it.
    field.addEventListener("click", (event) => event.target.closest("summary") && this.#stay(), { capture: true });
    const growth = new ResizeObserver(() => this.#follow());
    growth.observe(field);
    growth.observe(content);
    this.#show();
  }

  /** A message of the other side arrived. */
  arrived() {
    if (this.#atEnd) return;
    this.#unread += 1;
    this.#show();
  }

  toEnd({ smooth = false } = {}) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!smooth || calm) this.#atEnd = true;
    this.#field.scrollTo({ top: this.#field.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.#show();
  }

  #stay() {
    this.#atEnd = false;
    this.#show();
  }

  #follow() {
    if (this.#atEnd) this.#field.scrollTop = this.#field.scrollHeight;
    else this.#look();
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#field;
    if (clientHeight === 0) return;
    // Only moving up leaves the end: when the chat grows, the end moves away from a reader who has not moved.
    if (scrollHeight - scrollTop - clientHeight <= NEAR) this.#atEnd = true;
    else if (scrollTop < this.#top) this.#atEnd = false;
    this.#top = scrollTop;
    this.#show();
  }

  #show() {
    if (this.#atEnd) this.#unread = 0;
    this.button.classList.toggle("offered", !this.#atEnd);
    this.button.inert = this.#atEnd;
    this.button.setAttribute(
      "aria-label",
      this.#unread ? `К последним сообщениям, новых: ${this.#unread}` : "К последним сообщениям",
    );
    this.#badge.textContent = this.#unread || "";
  }
}
