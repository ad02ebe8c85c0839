// Brings the demos of a page to life, each when it comes near the viewport.
//
// A page without a demo, or whose reader never scrolls to one, downloads this file and nothing
// else: no WebAssembly, no editor. Until the widget is there the section shows the program, the
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

document.querySelectorAll(".yp-demo").forEach((section) => nearby.observe(section));
startQuizzes();
keepPages();
