// The program editor: CodeMirror cut down to what a demo needs, behind one function.
//
// The shell imports this module only when an editor is shown. It knows nothing of runs or traces:
// it shows a text, underlines diagnostics and marks lines, and reports what the learner typed.
// Colours come from theme.css, so a change between light and dark needs no code.
//
// Departure from CodeMirror's full set: the stream modes colour the two languages instead of the
// Lezer grammars (25 KB less to download), and there is no completion and no search panel.

import { EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, GutterMarker, drawSelection, gutter, highlightActiveLine,
  highlightActiveLineGutter, keymap, lineNumbers,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  StreamLanguage, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
import { go } from "@codemirror/legacy-modes/mode/go";
import { python } from "@codemirror/legacy-modes/mode/python";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { classHighlighter } from "@lezer/highlight";

const languages = {
  go: [StreamLanguage.define(go), indentUnit.of("\t")],
  python: [StreamLanguage.define(python), indentUnit.of("    ")],
};

// ---- Line marks: where each task stands ----

/** Replaces all marks: an array of `{line, kind, label, colour, selected}`. */
const setMarks = StateEffect.define();

/** The class of what belongs to the task that the learner looks at. */
const chosen = (mark, stem) => (mark.selected ? ` ${stem}-selected` : "");

class LabelMarker extends GutterMarker {
  constructor(marks) {
    super();
    this.marks = marks;
    this.key = JSON.stringify(marks);
  }

  eq(other) {
    return this.key === other.key;
  }

  toDOM() {
    const row = document.createElement("span");
    row.className = "yp-mark-row";
    for (const mark of this.marks) {
      const label = row.appendChild(document.createElement("span"));
      label.className = `yp-mark-label yp-mark-${mark.kind}${chosen(mark, "yp-mark")}`;
      label.textContent = mark.label;
      if (mark.colour) label.style.setProperty("--yp-mark", mark.colour);
    }
    return row;
  }
}

/** The marks by line, those of lines that do not exist left out. */
function marksByLine(doc, marks) {
  const lines = new Map();
  for (const mark of marks) {
    if (mark.line < 1 || mark.line > doc.lines) continue;
    lines.set(mark.line, [...(lines.get(mark.line) ?? []), mark]);
  }
  return [...lines].sort(([a], [b]) => a - b);
}

/** One line's background: that of its current mark, else of its first. */
function lineTint(marks) {
  const mark = marks.find(({ kind }) => kind === "current") ?? marks[0];
  const style = mark.colour ? `--yp-mark: ${mark.colour}` : "";
  return Decoration.line({
    attributes: { class: `yp-line yp-line-${mark.kind}${chosen(mark, "yp-line")}`, style },
  });
}

function drawMarks(doc, marks) {
  const lines = marksByLine(doc, marks).map(([line, here]) => ({ from: doc.line(line).from, here }));
  return {
    tints: RangeSet.of(lines.map(({ from, here }) => lineTint(here).range(from))),
    labels: RangeSet.of(lines.map(({ from, here }) => new LabelMarker(here).range(from))),
  };
}

const marksField = StateField.define({
  create: (state) => drawMarks(state.doc, []),
  update(drawn, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return drawMarks(transaction.state.doc, effect.value);
    }
    if (!transaction.docChanged) return drawn;
    const { changes } = transaction;
    return { tints: drawn.tints.map(changes), labels: drawn.labels.map(changes) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ tints }) => tints),
});

const labelGutter = gutter({
  class: "yp-mark-gutter",
  markers: (view) => view.state.field(marksField).labels,
});

// ---- The editor ----

/**
 * What a screen reader is told besides the label. Tab indents, so the way out has to be said:
 * CodeMirror lets Escape switch the next Tab back to moving the focus.
 */
const leaveHint = "Tab indents. Press Escape, then Tab, to leave the editor.";

function hintElement(host) {
  const hint = document.createElement("p");
  hint.className = "yp-visually-hidden";
  hint.id = `yp-editor-hint-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  hint.textContent = leaveHint;
  host.append(hint);
  return hint;
}

function extensions(options, hint) {
  return [
    labelGutter, lineNumbers(), marksField,
    history(), drawSelection(), indentOnInput(), bracketMatching(),
    highlightActiveLine(), highlightActiveLineGutter(),
    EditorState.tabSize.of(4),
    languages[options.language],
    syntaxHighlighting(classHighlighter),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    EditorView.contentAttributes.of({
      "aria-label": options.label,
      "aria-describedby": hint.id,
      tabindex: "0",
      "data-yp-role": "editor-text",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
}

/** CodeMirror refuses a range outside of the document; a diagnostic may be older than the text. */
function clampTo(length) {
  return (diagnostic) => {
    const from = Math.min(diagnostic.from, length);
    return { ...diagnostic, from, to: Math.max(from, Math.min(diagnostic.to, length)) };
  };
}

/**
 * Puts an editor into `host`.
 * @param {HTMLElement} host an empty element
 * @param {{doc: string, language: "go" | "python", label: string,
 *          onChange: (doc: string) => void}} options `label` names the editor to a screen reader;
 *          `onChange` gets the whole text after each edit, also after `setDoc`
 * Offsets are UTF-16 code units, lines count from 1.
 */
export function mount(host, options) {
  const hint = hintElement(host);
  const view = new EditorView({
    parent: host,
    doc: options.doc,
    extensions: extensions(options, hint),
  });
  const getDoc = () => view.state.doc.toString();
  const clamp = (offset) => Math.min(offset, view.state.doc.length);
  return {
    getDoc,
    setDoc(doc) {
      if (doc === getDoc()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: doc } });
    },
    setDiagnostics(diagnostics) {
      const fitting = diagnostics.map(clampTo(view.state.doc.length));
      view.dispatch(setDiagnostics(view.state, fitting));
    },
    setLineMarks: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    select(from, to) {
      view.dispatch({ selection: { anchor: clamp(from), head: clamp(to) }, scrollIntoView: true });
    },
    /** Scrolls inside of the editor only: the page stays where the learner looks. */
    showLine(line) {
      if (line < 1 || line > view.state.doc.lines) return;
      const { top, bottom, height } = view.lineBlockAt(view.state.doc.line(line).from);
      const box = view.scrollDOM;
      if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight) {
        box.scrollTop = top - (box.clientHeight - height) / 2;
      }
    },
    focus: () => view.focus(),
    destroy() {
      view.destroy();
      hint.remove();
    },
  };
}
