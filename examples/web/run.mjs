// Runs a file in Node: node run.mjs micropython.wasm script.py
//
// README.md says which versions of Node have what the module needs.

import { readFileSync } from "node:fs";
import process from "node:process";

import { STREAM } from "./contract.js";
import { Interpreter } from "./interpreter.js";

const [wasm, script, ...args] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write("usage: node run.mjs micropython.wasm script.py [args]\n");
  process.exit(2);
}
const print = (stream, bytes) =>
  (stream === STREAM.STDERR ? process.stderr : process.stdout).write(bytes);
try {
  const stdin = process.stdin.isTTY ? new Uint8Array(0) : readFileSync(0);
  const interpreter = await Interpreter.create(readFileSync(wasm), { print, stdin });
  const source = readFileSync(script, "utf8");
  const outcome = interpreter.run(source, { name: script, args: [script, ...args] });
  if (outcome.error) {
    process.stderr.write(outcome.error.traceback ?? `${outcome.error.message}\n`);
  }
  const codes = { finished: 0, exited: outcome.exitCode & 0xff, raised: 1, stopped: 124, failed: 125 };
  process.exitCode = codes[outcome.ending];
} catch (error) {
  process.stderr.write(`run.mjs: ${error.message}\n`);
  process.exitCode = 125;
}
