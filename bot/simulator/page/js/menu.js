/** A small menu that opens from a button. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * The menu of `opener`, shown in `home`, a positioned element. `items()` is asked at each opening: a list of
 * `{label, sign, onPick, danger}`.
 */
export function attachMenu(opener, home, { label, kind, items }) {
  let menu = null;
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");

  function close({ refocus = false } = {}) {
    menu?.remove();
    menu = null;
    opener.setAttribute("aria-expanded", "false");
    removeEventListener("pointerdown", outside, true);
    if (refocus) opener.focus();
  }

  function outside(event) {
    if (!menu.contains(event.target) && !opener.contains(event.target)) close();
  }

  function open() {
    menu = el("div", { class: `menu ${kind}`, role: "menu", "aria-label": label, onKeydown: steer }, items().map(row));
    home.append(menu);
    opener.setAttribute("aria-expanded", "true");
    addEventListener("pointerdown", outside, true);
    menu.firstElementChild?.focus();
  }

  function row({ label: words, sign, onPick, danger }) {
    const pick = () => {
      close({ refocus: true });
      onPick();
    };
    return button(
      { class: `menu-item${danger ? " danger" : ""}`, role: "menuitem", onClick: pick },
      icon(sign),
      el("span", {}, words),
    );
  }

  function steer(event) {
    if (event.key === "Escape" || event.key === "Tab") close({ refocus: true });
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = [...menu.children];
    rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length].focus();
  }

  opener.addEventListener("click", () => (menu ? close() : open()));
}
