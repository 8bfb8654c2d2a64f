/** What lies over a phone's screen: messages in a dialog, sheets, pictures. One phone's layer leaves the other alone. */

import { button, el } from "./dom.js";

/**
 * Lays `panel` over `screen` and takes the focus there until `close()` of the result is called, Escape is pressed or,
 * unless `modal`, the field around it is touched. `onClose` runs once, however it came.
 */
export function openLayer(screen, panel, { role = "dialog", label, modal = false, kind = "", onClose = () => {} }) {
  const before = document.activeElement;
  const behind = [...screen.children].filter((node) => !node.inert);
  const layer = el("div", { class: `layer ${kind}` }, panel);
  panel.setAttribute("role", role);
  panel.setAttribute("aria-modal", "true");
  panel.setAttribute("aria-label", label);
  panel.tabIndex = -1;

  function close() {
    if (!layer.isConnected) return;
    layer.remove();
    for (const node of behind) node.inert = false;
    if (before?.isConnected) before.focus({ preventScroll: true });
    onClose();
  }

  layer.addEventListener("keydown", (event) => event.key === "Escape" && close());
  layer.addEventListener("click", (event) => event.target === layer && !modal && close());
  for (const node of behind) node.inert = true;
  screen.append(layer);
  (panel.querySelector("[data-first-focus]") ?? panel).focus({ preventScroll: true });
  return { close };
}

/** A message of the bot that wants to be confirmed. */
export function showAlert(screen, title, text) {
  const ok = button(
    { class: "plain-button", dataset: { testid: "alert-ok", firstFocus: "" }, onClick: () => layer.close() },
    "ОК",
  );
  const panel = el(
    "div",
    { class: "panel dialog", dataset: { testid: "alert" } },
    el("h2", {}, title),
    el("p", { dataset: { testid: "alert-text" } }, text),
    el("div", { class: "panel-foot" }, ok),
  );
  const layer = openLayer(screen, panel, { role: "alertdialog", label: title, modal: true });
}

/** A sheet with choices `{value, label, note, mark}`, `mark` being a node; resolves to the value chosen, or to null. */
export function choose(screen, title, choices) {
  return new Promise((resolve) => {
    let chosen = null;
    const pick = (value) => {
      chosen = value;
      layer.close();
    };
    const rows = choices.map(({ value, label, note, mark }, place) =>
      button(
        {
          class: "choice",
          dataset: { testid: "choice", value, ...(place === 0 && { firstFocus: "" }) },
          onClick: () => pick(value),
        },
        mark,
        el("span", { class: "choice-words" }, el("b", {}, label), el("span", {}, note)),
      ),
    );
    const cancel = button({ class: "plain-button", onClick: () => layer.close() }, "Отмена");
    const panel = el(
      "div",
      { class: "panel sheet", dataset: { testid: "sheet" } },
      el("h2", {}, title),
      rows,
      el("div", { class: "panel-foot" }, cancel),
    );
    const layer = openLayer(screen, panel, { label: title, kind: "low", onClose: () => resolve(chosen) });
  });
}

/** A picture over the whole screen. */
export function showPicture(screen, address) {
  const image = el("img", { src: address, alt: "Фотография" });
  const panel = el("div", { class: "viewer", dataset: { testid: "viewer" }, onClick: () => layer.close() }, image);
  const layer = openLayer(screen, panel, { label: "Фотография", kind: "dark" });
}
