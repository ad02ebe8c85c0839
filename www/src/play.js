// Starts the full-size playground of `play/index.html`. It is the page's only content, so nothing
// waits for the reader to come near it.

const shell = await import(new URL("shell.js", import.meta.url).href);
await shell.default();
shell.mount_page(document.getElementById("site-stage"));
