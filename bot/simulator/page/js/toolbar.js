/** The buttons above the phones that whoever runs the show gives, and the clock of the show. */

const TICK = 1000;

export class Toolbar {
  #field;
  #clock = document.createElement("time");
  #format = null;
  #ahead = 0;
  #ticking = null;

  /** Shows the controls of `store` in `field`; `act(index)` does what a button says. */
  constructor(store, field, act) {
    this.#field = field;
    this.#clock.dataset.testid = "clock";
    store.addEventListener("controls", () => this.#show(store.controls, act));
  }

  #show({ buttons, now, zone }, act) {
    this.#ahead = now * 1000 - Date.now();
    this.#ticking ??= setInterval(() => this.#tell(), TICK);
    const format = { weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
    this.#format = new Intl.DateTimeFormat("ru-RU", { ...format, timeZone: zone });
    this.#tell();
    this.#field.replaceChildren(this.#clock, ...buttons.map((label, index) => button(label, () => act(index))));
  }

  #tell() {
    this.#clock.textContent = this.#format.format(new Date(Date.now() + this.#ahead));
  }
}

function button(label, act) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  node.addEventListener("click", async () => {
    node.disabled = true;
    await act().catch(() => {});
    node.disabled = false;
  });
  return node;
}
