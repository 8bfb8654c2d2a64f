/** The live line to the server: reconnects by itself, a little later each time. */

const FIRST_DELAY = 250;
const LONGEST_DELAY = 5000;

/**
 * Keeps a WebSocket to `path` open. `onFrame` gets every decoded frame, `onState` gets true when the line opens and
 * false when it is lost. The server begins each line with a snapshot, so nothing needs to be asked for again.
 */
export function keepConnected(path, { onFrame, onState }) {
  let delay = FIRST_DELAY;
  let timer = 0;
  let socket = null;

  function open() {
    clearTimeout(timer);
    timer = 0;
    const address = new URL(path, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      delay = FIRST_DELAY;
      onState(true);
    });
    socket.addEventListener("message", (event) => onFrame(JSON.parse(event.data)));
    socket.addEventListener("close", retryLater);
  }

  function retryLater() {
    onState(false);
    timer = setTimeout(open, delay * (0.75 + Math.random() / 2));
    delay = Math.min(delay * 2, LONGEST_DELAY);
  }

  function retryNow() {
    if (timer !== 0) open();
  }

  // Whoever comes back to the page should not wait out the pause.
  addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", () => document.hidden || retryNow());
  open();
}
