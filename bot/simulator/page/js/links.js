/** Addresses: which may be opened, and which of them mean «start this bot». */

import { el } from "./dom.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** A link that tells `does.openLink`, or the bare text when the address is none that a phone would open. */
export function linkTo(url, inside, does, attributes = {}) {
  const address = parsed(url);
  if (!address || !(SAFE.has(address.protocol) || startPayload(url, null) !== null)) {
    return el("span", attributes, inside);
  }
  const onClick = (event) => {
    if (does.openLink(url)) event.preventDefault();
  };
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...attributes, onClick }, inside);
}

/**
 * The payload of a link that starts the bot called `username` (any bot when null): `t.me/<bot>?start=…` or
 * `tg://resolve?domain=<bot>&start=…`. `""` when the link only names the bot; null when it is another link.
 */
export function startPayload(url, username) {
  const address = parsed(url);
  if (!address) return null;
  const named = botNamed(address);
  if (!named || (username !== null && named.toLowerCase() !== username.toLowerCase())) return null;
  return address.searchParams.get("start") ?? "";
}

/** The address that a link to Telegram's «share» passes on (`t.me/share/url?url=…`); null when it is another link. */
export function sharedBy(url) {
  const address = parsed(url);
  return address && ofTelegram(address) && address.pathname === "/share/url" ? address.searchParams.get("url") : null;
}

function botNamed(address) {
  if (address.protocol === "tg:") {
    const path = (address.host || address.pathname.replace(/^\/+/, "")).toLowerCase();
    return path === "resolve" ? address.searchParams.get("domain") : null;
  }
  const [name, ...more] = address.pathname.slice(1).split("/");
  return ofTelegram(address) && name && more.join("") === "" ? name : null;
}

function ofTelegram(address) {
  return ["t.me", "telegram.me"].includes(address.hostname.replace(/^www\./, ""));
}

function parsed(url) {
  try {
    return new URL(url.includes(":") ? url : `https://${url}`);
  } catch {
    return null;
  }
}
