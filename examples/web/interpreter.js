// Runs Python in micropython.wasm: a host in JavaScript, for browsers and Node.
//
//   const interpreter = await Interpreter.create(wasm, { print: (stream, bytes) => ... });
//   const outcome = interpreter.run("print(6 * 7)", { timeLimitMs: 1000 });
//
// It keeps to docs/ABI.md, whose numbers are in contract.js, and offers what a
// program needs to compute, print, sleep and read an input: no files, no network,
// no functions of the page. Runs block, so in a browser it belongs into a worker.

import * as contract from "./contract.js";
import { Imports, Stopped } from "./imports.js";
import { Report } from "./report.js";

const MANIFEST_SECTION = "micropython_sandbox.manifest";

const DEFAULTS = Object.freeze({
  // Called with contract.STREAM.STDOUT or STDERR and the bytes.
  print: () => {},
  // What the program reads as its standard input.
  stdin: new Uint8Array(0),
  // Bytes on each stream, after which a run is stopped.
  outputBytes: 1 << 20,
  // Bytes that the interpreter's memory grows up to.
  memoryBytes: 64 << 20,
  // How many calls of Python may nest. The engine's own stack, which a page cannot
  // enlarge, has to have room for them.
  recursionDepth: 200,
});

/** An interpreter: its variables and functions live on from run to run. */
export class Interpreter {
  #exports;
  #imports;
  #control;

  /**
   * Makes one from the bytes of the module, or from a WebAssembly.Module.
   *
   * Throws when the engine lacks what the module needs, or the module wants
   * something else than this host offers.
   */
  static async create(wasm, options = {}) {
    const module = wasm instanceof WebAssembly.Module ? wasm : await compile(wasm);
    check(module);
    const imports = new Imports({ ...DEFAULTS, ...options });
    const instance = await WebAssembly.instantiate(module, imports.object(module));
    return new Interpreter(instance.exports, imports);
  }

  constructor(exports, imports) {
    this.#exports = exports;
    this.#imports = imports;
    this.#control = exports.control() >>> 0;
    imports.attach(exports.memory, this.#control);
    const words = new DataView(exports.memory.buffer, this.#control);
    words.setUint32(contract.CONTROL.memory_limit, imports.options.memoryBytes, true);
    words.setUint32(contract.CONTROL.recursion_depth, imports.options.recursionDepth, true);
    /** Whether a run was cut off in the middle, so that no other can follow. */
    this.dead = false;
  }

  /**
   * Runs a program, and gives its outcome:
   *
   *   ending      "finished", "exited", "raised", "stopped" by a limit, or "failed"
   *   value       { type, repr } of its last expression, or null
   *   error       { type, message, traceback } of what it raised or was stopped
   *               by, or null
   *   exitCode    for "exited"
   *   timeMs      how long it took
   *
   * A run that reaches its time limit gets an exception; it may catch that, and is
   * cut off `graceMs` later, if it comes to a jump until then. Code in C that does
   * not is for whoever ends the worker.
   */
  run(source, { name = "<page>", args = [name], timeLimitMs = 10_000, graceMs = 200 } = {}) {
    if (this.dead) {
      throw new Error("the interpreter was cut off in the middle of a run: make a new one");
    }
    const started = performance.now();
    const report = new Report(name, source);
    this.#imports.begin(report, timeLimitMs, graceMs);
    const finish = (ending, rest) => ({
      ending,
      value: null,
      error: null,
      exitCode: null,
      ...rest,
      timeMs: performance.now() - started,
    });
    // What it says of itself after that is what it could still do.
    const stopped = () => ({ type: null, message: "a limit was reached", traceback: null });
    try {
      this.#fill(contract.BUFFER.SOURCE, source);
      this.#fill(contract.BUFFER.NAME, name);
      this.#fill(contract.BUFFER.ARGV, args.map((arg) => `${arg}\0`).join(""));
      const status = this.#exports.run();
      if (this.#imports.stopped) {
        return finish("stopped", { error: report.error() ?? stopped() });
      }
      switch (status) {
        case contract.STATUS.DONE:
          return finish("finished", { value: report.value() });
        case contract.STATUS.EXITED:
          return finish("exited", { exitCode: this.#word(contract.CONTROL.exit_code) });
        case contract.STATUS.RAISED:
          return finish("raised", { error: report.error() });
        default:
          throw new Error(`run() gave ${status}, which is no status`);
      }
    } catch (error) {
      // Whatever it is, the guest was left in the middle of something.
      this.dead = true;
      const message = cutOff(error);
      return finish(error instanceof Stopped ? "stopped" : "failed", {
        error: { type: null, message, traceback: null },
      });
    } finally {
      this.#imports.end();
    }
  }

  #word(offset) {
    return new DataView(this.#exports.memory.buffer).getInt32(this.#control + offset, true);
  }

  #fill(buffer, text) {
    const bytes = new TextEncoder().encode(text);
    const address = this.#exports.buffer(buffer, bytes.length) >>> 0;
    if (address === 0) {
      throw new Error("the program is larger than the interpreter's memory");
    }
    new Uint8Array(this.#exports.memory.buffer, address, bytes.length).set(bytes);
  }
}

async function compile(wasm) {
  try {
    return await WebAssembly.compile(wasm);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) {
      throw new Error(
        "this engine cannot compile the interpreter, which needs WebAssembly's final exceptions " +
          `(exnref), tail calls and several memories: ${error.message}`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** Refuses another version of the contract. */
function check(module) {
  const [section] = WebAssembly.Module.customSections(module, MANIFEST_SECTION);
  if (!section) {
    throw new Error(`this is not an interpreter: it has no section ${MANIFEST_SECTION}`);
  }
  const version = JSON.parse(new TextDecoder().decode(section)).contract?.abi_version;
  if (version !== contract.ABI_VERSION) {
    throw new Error(
      `the interpreter keeps to version ${version} of the contract, this host to version ` +
        `${contract.ABI_VERSION}: take both from the same release`,
    );
  }
}

/** Why a run ended in the middle, in words for the page. */
function cutOff(error) {
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return "the engine's stack was used up";
  }
  return error instanceof WebAssembly.RuntimeError
    ? `the interpreter failed: ${error.message}`
    : error.message;
}
