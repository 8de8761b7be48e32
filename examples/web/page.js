// The page: an editor, a button, and what a program prints.
//
// Each run gets a worker and an interpreter of its own. The worker is told its time
// limit and keeps to it, with a traceback that says where the program was; this page
// ends it should it not, as in C code that takes long.

import { STREAM } from "./contract.js";

// How long after its time limit a worker is ended: longer than the interpreter's own
// grace.
const PATIENCE_MS = 1_000;

const element = (id) => document.getElementById(id);
const editor = element("source");
const output = element("output");
const status = element("status");

const module = fetch("micropython.wasm").then(async (response) => {
  if (!response.ok) {
    throw new Error(
      `micropython.wasm is not beside this page (${response.status}); write it there with: ` +
        "mpsandbox export -o micropython.wasm",
    );
  }
  // By its bytes, so that it does not matter which type the server gives the file.
  return WebAssembly.compile(await response.arrayBuffer());
});

let worker = null;
let timer = null;
// The number of the current run, so that one that was stopped while it was loading
// does not begin after all.
let current = 0;

function show(text, kind) {
  const piece = document.createElement("span");
  piece.className = kind;
  // As text: what a program prints is never read as HTML.
  piece.textContent = text;
  output.append(piece);
}

function finish(text) {
  current += 1;
  clearTimeout(timer);
  worker?.terminate();
  worker = null;
  element("run").disabled = false;
  element("stop").disabled = true;
  status.textContent = text;
}

async function run() {
  output.replaceChildren();
  element("run").disabled = true;
  element("stop").disabled = false;
  status.textContent = "loading";
  const number = current;
  const timeLimitMs = Number(element("limit").value) * 1000;
  let compiled;
  try {
    compiled = await module;
  } catch (error) {
    if (number === current) {
      finish(error.message);
    }
    return;
  }
  if (number !== current) {
    return;
  }
  status.textContent = "running";
  worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => {
    if ("begun" in data) {
      timer = setTimeout(
        () => finish("stopped: the time limit was reached, and the program went on"),
        timeLimitMs + PATIENCE_MS,
      );
    } else if ("printed" in data) {
      show(data.text, data.printed === STREAM.STDERR ? "stderr" : "stdout");
    } else {
      conclude(data.outcome);
    }
  };
  worker.onerror = (event) => finish(`the worker failed: ${event.message}`);
  worker.postMessage({ module: compiled, source: editor.value, timeLimitMs });
}

function conclude(outcome) {
  if (outcome.value) {
    show(`${outcome.value.repr}\n`, "value");
  }
  if (outcome.error) {
    show(outcome.error.traceback ?? `${outcome.error.message}\n`, "stderr");
  }
  const code = outcome.ending === "exited" ? ` with ${outcome.exitCode}` : "";
  finish(`${outcome.ending}${code} after ${Math.round(outcome.timeMs)} ms`);
}

element("run").onclick = run;
element("stop").onclick = () => finish("stopped by you");
editor.onkeydown = (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !element("run").disabled) {
    run();
  }
};
module.then(
  () => {
    status.textContent = "ready";
  },
  (error) => {
    status.textContent = error.message;
  },
);
