/** The list of messages of one phone. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { MessageView } from "./message.js";
import { flash } from "./motion.js";
import { Scroll } from "./scroll.js";
import { dayOf } from "./words.js";

/** Messages of one sender stand close together within this time, seconds. */
const GROUP_SPAN = 600;

export class Chat {
  #userId;
  #does;
  #views = new Map();
  #days = new Map();
  #list = el("div", { class: "chat-list" });
  #empty = el("div", { class: "chat-empty", dataset: { testid: "empty-chat" } });
  #scroll;

  /** `does` is what messages can cause, see MessageView. */
  constructor(userId, name, does) {
    this.#userId = userId;
    this.#does = does;
    const field = el(
      "div",
      {
        class: "chat-field",
        role: "log",
        "aria-live": "polite",
        "aria-label": `Переписка: ${name}`,
        tabindex: "0",
        dataset: { testid: "chat" },
      },
      this.#empty,
      this.#list,
    );
    this.#scroll = new Scroll(field, this.#list);
    this.node = el("div", { class: "chat" }, field, this.#scroll.button);
  }

  /** What stands in the middle of a chat without messages. */
  describe(botName) {
    this.#empty.replaceChildren(
      el("span", { class: "avatar large" }, icon("bot")),
      el("b", {}, botName),
      el("span", {}, "Здесь пока нет сообщений"),
    );
  }

  /**
   * Shows `messages` (id → message), changing only what differs. `added` is a message that has just come: it is
   * animated and counted; without it, as after a new snapshot, nothing is.
   */
  show(messages, added = null) {
    const ordered = [...messages.values()].sort((a, b) => a.message_id - b.message_id);
    this.#empty.hidden = ordered.length > 0;
    this.#dropAllBut(messages);
    const nodes = [];
    let day = "";
    for (const message of ordered) {
      const today = dayOf(message.date);
      if (today !== day) nodes.push(this.#day(today));
      day = today;
      nodes.push(this.#view(message, added).node);
    }
    arrange(this.#list, nodes);
    this.#group(ordered);
    if (added) this.#announce(added);
  }

  /** Tells the times of `messages` anew, after the clock was set. */
  tellTimes(messages) {
    for (const view of this.#views.values()) view.tellTime();
    this.show(messages);
  }

  #dropAllBut(messages) {
    for (const [id, view] of this.#views) {
      if (messages.has(id)) continue;
      view.node.remove();
      this.#views.delete(id);
    }
  }

  #day(words) {
    if (!this.#days.has(words)) this.#days.set(words, el("div", { class: "day" }, el("span", {}, words)));
    return this.#days.get(words);
  }

  #view(message, added) {
    const known = this.#views.get(message.message_id);
    if (known) {
      if (known.update(message)) flash(known.node, "changed");
      return known;
    }
    const view = new MessageView(message, this.#userId, this.#does);
    this.#views.set(message.message_id, view);
    if (message === added) flash(view.node, "new");
    return view;
  }

  #group(ordered) {
    ordered.forEach((message, place) => {
      const view = this.#views.get(message.message_id);
      view.node.classList.toggle("first", !this.#together(ordered[place - 1], message));
      view.node.classList.toggle("last", !this.#together(message, ordered[place + 1]));
    });
  }

  #together(one, next) {
    if (!one || !next) return false;
    const near = next.date - one.date < GROUP_SPAN && dayOf(one.date) === dayOf(next.date);
    return near && one.from?.id === next.from?.id;
  }

  #announce(added) {
    if (added.from?.id === this.#userId) this.#scroll.toEnd();
    else this.#scroll.arrived();
  }
}

/** Makes `nodes` the children of `parent`, moving as few as possible: a moved node loses focus and animation. */
function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...parent.children]) if (!wanted.has(node)) node.remove();
  let place = parent.firstElementChild;
  for (const node of nodes) {
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
}
