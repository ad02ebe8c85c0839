// The module a playground starts as its Web Worker, as `app/worker.js?language=go`: it loads the
// simulation of that language and lets it listen. What goes wrong is sent to the page as a string.
const language = new URL(import.meta.url).searchParams.get("language");
try {
  const simulation = await import(`./worker-${language}.js`);
  await simulation.default();
  simulation.serve();
} catch (why) {
  postMessage(String(why));
}
