/** Starts the page: the server's frames into the store, the store onto the phones. */

import { useControl } from "./api.js";
import { Board } from "./board.js";
import { keepConnected } from "./socket.js";
import { Store } from "./store.js";
import { Toolbar } from "./toolbar.js";

const byId = (id) => document.getElementById(id);
const store = new Store();

new Board(store, byId("phones"), byId("tabs"));
new Toolbar(store, byId("toolbar"), useControl);

store.addEventListener("snapshot", () => {
  document.title = store.title;
  byId("title").textContent = store.title;
  byId("waiting").hidden = true;
});

keepConnected("/api/ws", {
  onFrame: (frame) => store.apply(frame),
  onState: (connected) => store.setConnected(connected),
});
