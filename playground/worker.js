// The module a playground starts as its Web Worker. The worker's name is a language: it loads the
// simulation of that language and lets it listen. What goes wrong is sent to the page as a string.
try {
  const simulation = await import(`./worker-${self.name}.js`);
  await simulation.default();
  simulation.serve();
} catch (why) {
  postMessage(String(why));
}
