/** The buttons above the phones that whoever runs the show gives, and the clock of the show. */

import { formatter, now } from "./clock.js";

const TICK = 1000;

const tell = formatter({ weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

export class Toolbar {
  #field;
  #clock = document.createElement("time");
  #ticking = null;

  /** Shows the controls of `store` in `field`; `act(index)` does what a button says. */
  constructor(store, field, act) {
    this.#field = field;
    this.#clock.dataset.testid = "clock";
    store.addEventListener("controls", () => this.#show(store.controls, act));
  }

  #show({ buttons }, act) {
    this.#ticking ??= setInterval(() => this.#tell(), TICK);
    this.#tell();
    this.#field.replaceChildren(this.#clock, ...buttons.map((label, index) => button(label, () => act(index))));
  }

  #tell() {
    this.#clock.textContent = tell(now());
  }
}

function button(label, act) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  node.addEventListener("click", async () => {
    node.disabled = true;
    await act().catch(console.error);
    node.disabled = false;
  });
  return node;
}
