/** All phones of the page. */

import { UserActions } from "./api.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";

export class Board {
  #store;
  #field;
  #tabs;
  #phones = new Map();

  /** Shows the phones of `store` in `field`, and tabs for them in `tabList`. */
  constructor(store, field, tabList) {
    this.#store = store;
    this.#field = field;
    this.#tabs = new Tabs(tabList);
    const on = (type, react) => store.addEventListener(type, ({ detail }) => react(detail));
    on("snapshot", () => this.#syncAll());
    on("status", () => this.#each((phone) => phone.showStatus()));
    on("controls", () => this.#each((phone) => phone.tellTimes()));
    on("phone", ({ userId }) => this.#owner(userId));
    on("messages", ({ userId, added }) => this.#messages(userId, added));
    on("typing", ({ userId }) => this.#phones.get(userId)?.showTyping());
    on("toast", (answer) => this.#phones.get(answer.userId)?.showAnswer(answer));
  }

  /** Opens a link to the bot on that person's phone and shows the phone. */
  async openLinkOn(userId, url) {
    await new UserActions(userId).openLink(url);
    this.#tabs.activate(userId);
    this.#phones.get(userId)?.point();
  }

  #syncAll() {
    for (const [userId, phone] of this.#phones) {
      if (this.#store.phones.has(userId)) continue;
      phone.node.remove();
      this.#phones.delete(userId);
    }
    this.#each((phone) => phone.sync());
    this.#addMissing();
  }

  #owner(userId) {
    this.#phones.get(userId)?.showOwner();
    this.#phones.get(userId)?.showMessages();
    this.#addMissing();
  }

  #messages(userId, added) {
    this.#phones.get(userId)?.showMessages(added);
    if (added && added.from?.id !== userId) this.#tabs.arrived(userId);
  }

  #addMissing() {
    for (const userId of this.#store.phones.keys()) {
      if (this.#phones.has(userId)) continue;
      const phone = new Phone(this.#store, this, userId);
      this.#phones.set(userId, phone);
      this.#field.append(phone.node);
    }
    this.#tabs.update(this.#phones);
  }

  #each(act) {
    for (const phone of this.#phones.values()) act(phone);
  }
}
