// Sharing a program: a link to this very moment, or a file. And the full-size view of a demo.
//
// The shell imports this module when one of its buttons is pressed first, so that a page nobody
// touches does not load it.

import { encode } from "./link.js";

const play = new URL("../play/index.html", import.meta.url);

/**
 * Shows the dialog. `scenario` is the scenario's text and `cursor` the moment; `save(kind)` is called
 * with `scenario`, `svg` or `perfetto` when the reader wants that file.
 */
export async function share(scenario, cursor, save) {
  const dialog = make("dialog", { className: "yp-dialog yp-share" });
  dialog.setAttribute("aria-labelledby", "yp-share-title");
  dialog.append(make("h2", { id: "yp-share-title", textContent: "Share this run" }));
  try {
    const address = `${play.href}#${await encode(scenario, cursor)}`;
    dialog.append(linkRow(address));
  } catch (error) {
    dialog.append(make("p", { className: "yp-share-note", textContent: error.message, role: "alert" }));
  }
  dialog.append(fileRow(save), closeRow(dialog));
  show(dialog);
  dialog.querySelector("input")?.select();
}

function linkRow(address) {
  const row = make("div", { className: "yp-share-row" });
  const input = make("input", { type: "text", readOnly: true, value: address });
  input.setAttribute("aria-label", "Link to this program, its settings and this moment");
  input.dataset.ypRole = "share-link";
  const said = make("output", {});
  said.setAttribute("role", "status");
  const copy = make("button", { type: "button", textContent: "Copy link" });
  copy.dataset.ypRole = "share-copy";
  copy.addEventListener("click", async () => {
    input.select();
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The browser does not allow copying; the link is selected, press Ctrl+C.";
    }
  });
  row.append(input, copy);
  const note = make("p", {
    className: "yp-share-note",
    textContent:
      "The link holds the program, its settings, the schedule and the moment you are looking at. Nothing is sent anywhere until you send the link. ",
  });
  note.append(said);
  const group = make("div", {});
  group.append(row, note);
  return group;
}

function fileRow(save) {
  const row = make("div", { className: "yp-share-files" });
  row.append(make("p", { textContent: "Save as a file:" }));
  const kinds = [
    ["scenario", "Scenario (text)", "yieldpoint run FILE.scenario runs it in a terminal"],
    ["svg", "Picture (SVG)", "the timeline, light and dark"],
    ["perfetto", "Trace (JSON)", "for ui.perfetto.dev and chrome://tracing"],
  ];
  for (const [kind, label, title] of kinds) {
    const button = make("button", { type: "button", textContent: label, title });
    button.dataset.ypRole = `save-${kind}`;
    button.addEventListener("click", () => save(kind));
    row.append(button);
  }
  return row;
}

function closeRow(dialog) {
  const close = make("button", { type: "button", textContent: "Close", className: "yp-close" });
  close.addEventListener("click", () => dialog.close());
  return close;
}

/** Opens a dialog that goes when it is closed. The browser gives the focus back. */
function show(dialog) {
  keepKeys(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** Hands `text` to the reader as a file. */
export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has to have begun before its address goes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Shows the widget of `host` over the whole window, or puts it back. The very same elements move, so
 * that nothing of its state can be lost; its place in the page stays as tall as it was.
 */
export function toggleFull(host) {
  const open = host.closest("dialog.yp-full");
  if (open) return open.close();
  const place = host.parentElement;
  const height = place.getBoundingClientRect().height;
  const focused = host.contains(document.activeElement) ? document.activeElement : null;
  const dialog = make("dialog", { className: "yp-full" });
  dialog.setAttribute("aria-label", "Playground, full size");
  keepKeys(dialog);
  // The widget has a use of its own for Escape; the editor's must not close anything.
  dialog.addEventListener("keydown", ({ key, target }) => {
    const isOurs = target.closest("dialog") === dialog && !target.closest(".yp-editor");
    if (key === "Escape" && isOurs) dialog.close();
  });
  place.style.minHeight = `${height}px`;
  dialog.append(host);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    const inside = host.contains(document.activeElement) ? document.activeElement : null;
    place.append(host);
    place.style.minHeight = "";
    dialog.remove();
    host.dispatchEvent(new Event("yp-full", { bubbles: false }));
    inside?.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  });
  dialog.showModal();
  host.dispatchEvent(new Event("yp-full", { bubbles: false }));
  focused?.focus({ preventScroll: true });
}

/** Keys pressed in a dialog stay in it: a book turns its page on an arrow. */
function keepKeys(dialog) {
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

/** Scrolls the page as far as it takes to see `part`, from its beginning. */
export function reveal(part) {
  part.scrollTop = 0;
  part.scrollIntoView({ block: "nearest" });
}
