// The editor: the page's own text field, with colours behind it and a mark where the parser stopped.
import { tokens } from "./sparql.js";

/** Lay a coloured copy of the text behind a text field; the field stays what it was for keyboards and readers. */
export function makeEditor(field) {
  const colours = Object.assign(document.createElement("pre"), { ariaHidden: "true" });
  const frame = Object.assign(document.createElement("div"), { className: "query-editor" });
  field.replaceWith(frame);
  frame.append(colours, field);
  const draw = () => colours.replaceChildren(...tokens(field.value).map(piece), "\n");
  field.addEventListener("input", () => {
    field.removeAttribute("aria-invalid");
    draw();
  });
  draw();
  return {
    get text() {
      return field.value;
    },
    set text(text) {
      field.value = text.trimEnd();
      field.removeAttribute("aria-invalid");
      draw();
    },
    /** Select the word in which something is wrong. */
    mark({ line, column }) {
      const above = field.value.split("\n").slice(0, line - 1).map((text) => text.length + 1);
      const place = above.reduce((sum, length) => sum + length, column - 1);
      const [before] = /\S*$/.exec(field.value.slice(0, place));
      const [after] = /^\S*/.exec(field.value.slice(place));
      field.setAttribute("aria-invalid", "true");
      field.focus();
      field.setSelectionRange(place - before.length, place + after.length);
    },
  };
}

function piece({ kind, text }) {
  if (!kind) return text;
  return Object.assign(document.createElement("span"), { className: `query-${kind}`, textContent: text });
}
