/** The list of the bot's commands: from the «/» button, or while a command is being typed. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";

export class CommandList {
  #commands = [];
  #pick;
  #chosen = -1;

  /** `pick` gets the command chosen, with its slash. */
  constructor(pick) {
    this.#pick = pick;
    this.node = el("div", {
      class: "commands",
      role: "group",
      "aria-label": "Команды бота",
      hidden: true,
      dataset: { testid: "command-list" },
    });
    this.button = button(
      {
        class: "round-button",
        "aria-label": "Команды бота",
        "aria-expanded": "false",
        dataset: { testid: "commands" },
      },
      icon("command"),
    );
    this.button.addEventListener("click", () => (this.node.hidden ? this.#open(this.#commands) : this.#close()));
    this.button.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
    this.node.addEventListener("keydown", (event) => this.#leave(event));
    addEventListener("pointerdown", (event) => this.#outside(event), true);
  }

  /** The commands there are: `{command, description}`. */
  offer(commands) {
    this.#commands = commands;
    this.button.hidden = commands.length === 0;
  }

  /** Follows what is being typed. */
  filter(text) {
    const begun = /^\/(\w*)$/.exec(text);
    const fit = begun ? this.#commands.filter(({ command }) => command.startsWith(begun[1].toLowerCase())) : [];
    if (fit.length > 0) this.#open(fit);
    else this.#close();
  }

  /** Takes the keys that walk through the open list; true when the key was one of them. */
  steer(event) {
    if (this.node.hidden) return false;
    const rows = [...this.node.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.#close();
    else if (step)
      this.#choose((this.#chosen + step + rows.length + (this.#chosen < 0 && step < 0 ? 1 : 0)) % rows.length);
    else if (event.key === "Enter" && this.#chosen >= 0) rows[this.#chosen].click();
    else return false;
    event.preventDefault();
    return true;
  }

  #open(commands) {
    this.node.replaceChildren(...commands.map((command) => this.#row(command)));
    this.#chosen = -1;
    this.#toggle(true);
  }

  #close() {
    this.#toggle(false);
  }

  #toggle(open) {
    this.node.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  #row({ command, description }) {
    const pick = () => {
      this.#close();
      this.#pick(`/${command}`);
    };
    return button(
      { class: "command", dataset: { testid: "command" }, onClick: pick },
      el("b", {}, `/${command}`),
      el("span", {}, description),
    );
  }

  #choose(place) {
    this.#chosen = place;
    [...this.node.children].forEach((row, index) => row.classList.toggle("chosen", index === place));
  }

  #leave(event) {
    if (event.key !== "Escape") return;
    this.#close();
    this.button.focus();
  }

  #outside(event) {
    if (!this.node.hidden && !this.node.parentNode?.contains(event.target)) this.#close();
  }
}
