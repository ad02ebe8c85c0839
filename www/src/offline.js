// The site without a network: registers the service worker that keeps it (sw.js).
//
// A page nobody touches keeps the pages of the site only. Once a playground has started, the modules
// that run programs are kept as well: whoever runs one program may want to run others on a train.

const worker = new URL("../sw.js", import.meta.url);

/** Keeps the pages of the site. Where service workers are not allowed, nothing happens. */
export function keepPages() {
  navigator.serviceWorker?.register(worker).catch(() => {});
}

/** Keeps the modules, too. */
export function keepOffline() {
  keepPages();
  navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage("keep everything"));
}
