// Brings the demos of a page to life, each when it comes near the viewport.
//
// A page that nobody touches downloads this file and nothing else: no WebAssembly, no editor. That is
// so even where a demo stands near its top. Until the widget is there the section shows the program, the
// timeline and the output of the recorded run, so nothing is lost when scripts fail.

import { keepOffline, keepPages } from "./offline.js";
import { startQuizzes } from "./quiz.js";

const root = new URL(".", import.meta.url);
let shell;

/** The playground's shell, downloaded and started once per page. */
function loadShell() {
  shell ??= import(new URL("shell.js", root).href).then(async (module) => {
    await module.default();
    keepOffline();
    return module;
  });
  return shell;
}

async function bringToLife(section) {
  section.setAttribute("aria-busy", "true");
  try {
    (await loadShell()).mount(section);
    section.dataset.ypState = "live";
  } catch (error) {
    section.dataset.ypState = "failed";
    console.error("The playground did not start; the recorded run stays.", error);
  } finally {
    section.removeAttribute("aria-busy");
  }
}

const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearby.unobserve(target);
      bringToLife(target);
    }
  },
  { rootMargin: "300px 0px" },
);

/** What readers do with a page. */
const touches = ["scroll", "wheel", "pointermove", "pointerdown", "touchstart", "keydown"];

function touched() {
  for (const touch of touches) removeEventListener(touch, touched, { capture: true });
  document.querySelectorAll(".yp-demo").forEach((section) => nearby.observe(section));
}

for (const touch of touches) addEventListener(touch, touched, { capture: true, passive: true });
startQuizzes();
keepPages();
