// What the interpreter tells about the end of a run, piece by piece.

import { FIELD, RELATION } from "./contract.js";

// Bytes kept of a text, and calls kept of a traceback: what a program makes of its
// own end is up to it.
const MAX_TEXT_BYTES = 1 << 16;
const MAX_FRAMES = 64;
const MAX_EXCEPTIONS = 8;

const LEADS = {
  [RELATION.CAUSE]: "The above exception was the direct cause of the following exception:",
  [RELATION.CONTEXT]: "During handling of the above exception, another exception occurred:",
};

export class Report {
  #fields = new Map();
  #exceptions = [];
  #omitted = false;
  #lines;
  #name;

  constructor(name, source) {
    this.#name = name;
    this.#lines = source.split("\n");
  }

  append(field, bytes) {
    if (field < 0 || field >= FIELD.COUNT) {
      return; // of a later version
    }
    const isOfError = [FIELD.ERROR_TYPE, FIELD.ERROR_MESSAGE, FIELD.ERROR_UNPRINTABLE].includes(field);
    const fields = isOfError ? this.#current()?.fields : this.#fields;
    if (!fields) {
      return; // of an exception that is not kept
    }
    const pieces = fields.get(field) ?? { bytes: 0, list: [] };
    const piece = bytes.slice(0, MAX_TEXT_BYTES - pieces.bytes);
    pieces.bytes += piece.length;
    pieces.list.push(piece);
    fields.set(field, pieces);
  }

  exception(relation) {
    if (relation === RELATION.UNCAUGHT) {
      this.#exceptions = [];
    }
    this.#omitted = this.#exceptions.length === MAX_EXCEPTIONS;
    if (!this.#omitted) {
      this.#exceptions.push({ relation, fields: new Map(), frames: [] });
    }
  }

  frame(file, line, name) {
    const frames = this.#current()?.frames;
    if (frames && frames.length < MAX_FRAMES) {
      frames.push({ file: decode(file), line, function: decode(name) });
    }
  }

  /** The value of the last expression, if there was one. */
  value() {
    const type = text(this.#fields, FIELD.VALUE_TYPE);
    return type === null ? null : { type, repr: text(this.#fields, FIELD.VALUE_REPR) ?? "" };
  }

  /** The uncaught exception. */
  error() {
    const [uncaught] = this.#exceptions;
    if (!uncaught) {
      return null;
    }
    const { type, message } = said(uncaught);
    // From the oldest on, each with what leads from it to the next.
    const parts = this.#exceptions.map((exception, index) => {
      const lead = LEADS[exception.relation];
      return this.#traceback(exception) + (index > 0 && lead ? `\n${lead}\n\n` : "");
    });
    return { type, message, traceback: parts.reverse().join("") };
  }

  #current() {
    return this.#omitted ? undefined : this.#exceptions.at(-1);
  }

  #traceback(exception) {
    const { type, message } = said(exception);
    const calls = exception.frames.map(({ file, line, function: name }) => {
      const source = file === this.#name ? this.#lines[line - 1]?.trim() : undefined;
      return `  File "${file}", line ${line}${name ? `, in ${name}` : ""}\n` + (source ? `    ${source}\n` : "");
    });
    const head = calls.length > 0 ? "Traceback (most recent call last):\n" : "";
    return `${head}${calls.join("")}${type}${message ? `: ${message}` : ""}\n`;
  }
}

function said({ fields }) {
  const unprintable = fields.has(FIELD.ERROR_UNPRINTABLE);
  return {
    type: text(fields, FIELD.ERROR_TYPE) ?? "",
    message: unprintable ? "<exception str() failed>" : (text(fields, FIELD.ERROR_MESSAGE) ?? ""),
  };
}

function text(fields, field) {
  const pieces = fields.get(field);
  if (!pieces) {
    return null;
  }
  const whole = new Uint8Array(pieces.bytes);
  let at = 0;
  for (const piece of pieces.list) {
    whole.set(piece, at);
    at += piece.length;
  }
  return decode(whole);
}

function decode(bytes) {
  // What is no UTF-8 is shown as such.
  return new TextDecoder().decode(bytes);
}
