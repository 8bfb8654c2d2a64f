/** One phone at a time on a narrow window: tabs with what is new on the others. */

import { button, el } from "./dom.js";

/** Narrower than two phones beside each other. */
const NARROW = matchMedia("(max-width: 859px)");

export class Tabs {
  #list;
  #tabs = new Map();
  #active = null;

  /** `list` is the element for the tabs. */
  constructor(list) {
    this.#list = list;
    list.addEventListener("keydown", (event) => this.#steer(event));
    NARROW.addEventListener("change", () => this.#show());
  }

  /** `phones` is user id → phone, in order. */
  update(phones) {
    for (const [userId, { phone, tab }] of this.#tabs) {
      if (phones.get(userId) === phone) continue;
      tab.remove();
      this.#tabs.delete(userId);
    }
    for (const [userId, phone] of phones) this.#label(userId, phone);
    if (!this.#tabs.has(this.#active)) this.#active = this.#tabs.keys().next().value ?? null;
    this.#show();
  }

  activate(userId) {
    this.#active = userId;
    this.#show();
  }

  /** A message came to this phone. */
  arrived(userId) {
    const entry = this.#tabs.get(userId);
    if (!entry || !NARROW.matches || userId === this.#active) return;
    entry.unread += 1;
    this.#show();
  }

  #label(userId, phone) {
    if (!this.#tabs.has(userId)) {
      const badge = el("span", { class: "badge" });
      const words = el("span", {});
      const role = el("span", { class: "role" });
      const tab = button(
        {
          class: "tab",
          role: "tab",
          id: `tab-${userId}`,
          "aria-controls": phone.node.id,
          dataset: { testid: "tab", userId },
          onClick: () => this.activate(userId),
        },
        words,
        role,
        badge,
      );
      this.#tabs.set(userId, { phone, tab, badge, words, role, unread: 0 });
      this.#list.append(tab);
    }
    const { words, role } = this.#tabs.get(userId);
    words.textContent = phone.name;
    role.textContent = phone.role;
  }

  #show() {
    const narrow = NARROW.matches;
    for (const [userId, entry] of this.#tabs) {
      const chosen = userId === this.#active;
      if (chosen || !narrow) entry.unread = 0;
      entry.badge.textContent = entry.unread || "";
      entry.tab.setAttribute("aria-selected", String(chosen));
      entry.tab.tabIndex = chosen ? 0 : -1;
      entry.phone.node.hidden = narrow && !chosen;
      entry.phone.node.setAttribute("role", narrow ? "tabpanel" : "region");
    }
  }

  #steer(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...this.#tabs.keys()];
    const next = ids[(ids.indexOf(this.#active) + step + ids.length) % ids.length];
    this.activate(next);
    this.#tabs.get(next).tab.focus();
  }
}
