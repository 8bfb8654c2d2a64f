/** Taps that wait for the bot: a button spins from the touch until the answer to its callback query. */

/** As long as the server keeps a callback query for the bot. */
const PATIENCE = 150_000;

/** The waiting taps of one phone. */
export class Taps {
  #waiting = new Map();
  /** Answers that overtook the reply to the tap itself. */
  #early = new Set();

  /**
   * Spins `node` while `sent`, a promise of a callback query id, and then the query wait for their answer. A button
   * that spins already takes no second tap: false then.
   */
  begin(node, sent) {
    if (this.isBusy(node)) return false;
    setBusy(node, true);
    const stop = () => setBusy(node, false);
    sent().then((queryId) => this.#await(queryId, stop), stop);
    return true;
  }

  isBusy(node) {
    return node.getAttribute("aria-busy") === "true";
  }

  /** The bot answered. */
  answered(queryId) {
    const stop = this.#waiting.get(queryId);
    if (stop) stop();
    else this.#early.add(queryId);
  }

  /** Nothing that was under way will be answered any more. */
  forget() {
    for (const stop of [...this.#waiting.values()]) stop();
    this.#early.clear();
  }

  #await(queryId, stop) {
    if (this.#early.delete(queryId)) {
      stop();
      return;
    }
    const timer = setTimeout(() => this.answered(queryId), PATIENCE);
    this.#waiting.set(queryId, () => {
      clearTimeout(timer);
      this.#waiting.delete(queryId);
      stop();
    });
  }
}

function setBusy(node, busy) {
  if (busy) node.setAttribute("aria-busy", "true");
  else node.removeAttribute("aria-busy");
}
