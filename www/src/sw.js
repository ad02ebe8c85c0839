// The service worker: the site works without a network after the first visit.
//
// The build writes the two lists and the version in front of this file. All files of one version
// belong together (the shell and its module must fit), so a page is answered from the version that
// it began with; a new version takes over when the last page of the old one is closed.
//
// Invariants: only this site's own files are answered, and only as they were built; everything else
// goes to the network as if there were no worker.

/* global VERSION, PAGES, MODULES */

const scope = new URL(self.registration.scope);
const name = `yieldpoint ${scope.pathname} ${VERSION}`;
const known = new Set([...PAGES, ...MODULES].map((file) => new URL(file, scope).href));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(PAGES.map((file) => new URL(file, scope)))));
});

self.addEventListener("activate", (event) => {
  const ours = `yieldpoint ${scope.pathname} `;
  event.waitUntil(
    caches.keys()
      .then((keys) => keys.filter((key) => key.startsWith(ours) && key !== name))
      .then((old) => Promise.all(old.map((key) => caches.delete(key))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "keep everything") event.waitUntil(keepModules());
});

async function keepModules() {
  const cache = await caches.open(name);
  for (const file of MODULES) {
    const address = new URL(file, scope);
    if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  address.search = "";
  address.hash = "";
  if (address.href.endsWith("/")) address.pathname += "index.html";
  if (event.request.method === "GET" && known.has(address.href)) {
    event.respondWith(answer(event.request, address.href));
  }
});

async function answer(request, address) {
  const cache = await caches.open(name);
  const kept = await cache.match(address);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok && !fresh.redirected) await cache.put(address, fresh.clone()).catch(() => {});
  return fresh;
}
