// What the interpreter may call. Each import of a module is looked up here by its
// name: it is offered, or answered with an error of its kind, or the module is
// refused. There is no other way from a program to the page.

import {
  BUDGET,
  CONTROL,
  IMPORT_MODULE,
  SIGNAL,
  SIGNAL_MEMORY,
  STOP,
  STREAM,
  WASI_MODULE,
} from "./contract.js";

// Error numbers of WASI.
const SUCCESS = 0;
const BADF = 8;
const INVAL = 28;
const NOSYS = 52;
const NOTCAPABLE = 76;

// Clocks of WASI.
const REALTIME = 0;
const MONOTONIC = 1;

const NANOSECONDS_IN_MS = 1_000_000;
const UNLIMITED = 0xffff_ffff_ffff_ffffn;

// How often the clock is read at jumps: so that that many milliseconds lie between
// two looks, whatever the program does there.
const LOOK_EVERY_MS = 2;
const MOST_JUMPS_BETWEEN_LOOKS = 1 << 14;

// What crypto.getRandomValues gives at once.
const RANDOM_BYTES = 65_536;

// A word of the signal's memory that nothing else uses, to sleep on.
const SLEEP_WORD = 2;

/** What ends a run for good. */
export class Stopped extends Error {}

const refusedFile = () => BADF;
const refusedPath = () => NOTCAPABLE;

// WASI calls for files, of which there are none.
const REFUSED_WASI = {
  fd_close: refusedFile,
  fd_fdstat_get: refusedFile,
  fd_filestat_get: refusedFile,
  fd_filestat_set_size: refusedFile,
  fd_pread: refusedFile,
  fd_prestat_get: refusedFile,
  fd_pwrite: refusedFile,
  fd_readdir: refusedFile,
  fd_seek: refusedFile,
  fd_write: refusedFile,
  path_create_directory: refusedPath,
  path_filestat_get: refusedPath,
  path_open: refusedPath,
  path_remove_directory: refusedPath,
  path_rename: refusedPath,
  path_unlink_file: refusedPath,
};

export class Imports {
  #memory = null;
  #control = 0;
  #signal = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  #stdinAt = 0;
  #reply = null;
  #run = null;

  constructor(options) {
    this.options = options;
  }

  /** What a module is instantiated with. Throws for an import that is not known. */
  object(module) {
    const offered = {
      [IMPORT_MODULE]: { ...this.#host(), [SIGNAL_MEMORY]: this.#signal },
      [WASI_MODULE]: { ...REFUSED_WASI, ...this.#wasi() },
    };
    const object = {};
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
      const found = Object.hasOwn(offered, from) && Object.hasOwn(offered[from], name);
      if (!found || (kind === "function") !== (typeof offered[from][name] === "function")) {
        throw new Error(`the module imports the ${kind} ${from}.${name}, which this host does not know`);
      }
      object[from] ??= {};
      object[from][name] = offered[from][name];
    }
    return object;
  }

  /** Tells the instance's memory, and where its shared words are. */
  attach(memory, control) {
    this.#memory = memory;
    this.#control = control;
    // Set for good: the guest asks at each jump, and `poll` looks at the clock. Where
    // memory can be shared with another thread, that could set it in time instead.
    Atomics.store(new Int32Array(this.#signal.buffer), SIGNAL.ASK / 4, 1);
  }

  begin(report, timeLimitMs, graceMs) {
    const now = performance.now();
    this.#run = {
      report,
      timeLimitMs,
      graceMs,
      deadline: now + timeLimitMs,
      end: now + timeLimitMs + graceMs,
      jumps: 0,
      jumpsBetweenLooks: 1,
      lookedAt: now,
      stopped: false,
      printed: { [STREAM.STDOUT]: 0, [STREAM.STDERR]: 0 },
    };
  }

  end() {
    this.#run = null;
    this.#reply = null;
  }

  /** Whether the current run was told to stop. */
  get stopped() {
    return this.#run.stopped;
  }

  // ---- micropython_host ----

  #host() {
    return {
      print: (stream, text, length) => this.#print(stream, this.#bytes(text, length)),
      report: (field, text, length) => this.#run.report.append(field, this.#bytes(text, length)),
      exception: (relation) => this.#run.report.exception(relation),
      frame: (file, fileLength, line, name, nameLength) =>
        this.#run.report.frame(this.#bytes(file, fileLength), line >>> 0, this.#bytes(name, nameLength)),
      budget: (what, left) => this.#budget(what, left !== 0),
      poll: () => this.#poll(),
      call: (_number, bytes, _length, room) =>
        this.#raise("RuntimeError", "this page has no functions", bytes, room),
      fetch: (bytes, _length, room) =>
        this.#raise("PermissionError", "this program has no access to the network", bytes, room),
      reply: (bytes, length) => this.#takeReply(bytes, length),
      // Calls that are not waited for: none can be started.
      start: () => -1,
      finished: () => -1,
      collect: () => -0x8000_0000,
      cancel: () => {},
    };
  }

  #print(stream, bytes) {
    const { printed } = this.#run;
    if (!(stream in printed)) {
      throw new Error(`the interpreter printed on a stream ${stream}, which does not exist`);
    }
    const room = this.options.outputBytes - printed[stream];
    printed[stream] += bytes.length;
    if (room > 0) {
      // A copy: memory is the guest's again when this ends.
      this.options.print(stream, bytes.slice(0, room));
    }
    if (bytes.length > room) {
      this.#stop(stream === STREAM.STDOUT ? STOP.STDOUT : STOP.STDERR);
    }
    this.#look(performance.now());
  }

  #budget(what, left) {
    const { timeLimitMs, deadline, printed } = this.#run;
    switch (what) {
      case BUDGET.WALL_TIME: {
        const ms = left ? Math.max(0, deadline - performance.now()) : timeLimitMs;
        return Number.isFinite(ms) ? BigInt(Math.round(ms * NANOSECONDS_IN_MS)) : UNLIMITED;
      }
      case BUDGET.MEMORY:
        return BigInt(Math.max(0, this.options.memoryBytes - (left ? this.#memory.buffer.byteLength : 0)));
      case BUDGET.STDOUT:
      case BUDGET.STDERR: {
        const stream = what === BUDGET.STDOUT ? STREAM.STDOUT : STREAM.STDERR;
        return BigInt(Math.max(0, this.options.outputBytes - (left ? printed[stream] : 0)));
      }
      case BUDGET.RECURSION_DEPTH:
        return BigInt(this.options.recursionDepth);
      default:
        return UNLIMITED;
    }
  }

  #poll() {
    const run = this.#run;
    run.jumps += 1;
    if (run.jumps < run.jumpsBetweenLooks) {
      return;
    }
    run.jumps = 0;
    const now = performance.now();
    const passed = now - run.lookedAt;
    if (passed > LOOK_EVERY_MS) {
      run.jumpsBetweenLooks = Math.max(1, run.jumpsBetweenLooks >> 1);
    } else if (run.jumpsBetweenLooks < MOST_JUMPS_BETWEEN_LOOKS) {
      run.jumpsBetweenLooks <<= 1;
    }
    this.#look(now);
  }

  /** Stops the run if its time is over. */
  #look(now) {
    const run = this.#run;
    run.lookedAt = now;
    if (now >= run.end) {
      throw new Stopped("a limit was reached, and the program went on");
    }
    if (now >= run.deadline) {
      this.#stop(STOP.WALL_TIME);
    }
  }

  /** Has the guest raise the exception for this, at its next jump. */
  #stop(why) {
    const run = this.#run;
    run.stopped = true;
    run.end = Math.min(run.end, performance.now() + run.graceMs);
    const words = new DataView(this.#memory.buffer);
    const pending = words.getUint32(this.#control + CONTROL.pending_exception, true);
    const exception = words.getUint32(this.#control + CONTROL.stop_exceptions + 4 * why, true);
    words.setUint32(pending, exception, true);
  }

  /** Answers a call with an exception: see `call` in docs/ABI.md. */
  #raise(type, message, address, room) {
    const reply = new Uint8Array([0x92, ...encodeText(type), ...encodeText(message)]);
    if (reply.length <= room >>> 0) {
      this.#bytes(address, reply.length).set(reply);
    } else {
      this.#reply = reply;
    }
    return -reply.length;
  }

  #takeReply(address, length) {
    if (this.#reply?.length !== length >>> 0) {
      throw new Error("the interpreter asked for a reply that there is not");
    }
    this.#bytes(address, length).set(this.#reply);
    this.#reply = null;
  }

  // ---- wasi_snapshot_preview1 ----

  #wasi() {
    return {
      clock_time_get: (clock, _precision, result) => this.#clock(clock, result),
      fd_read: (fd, vectors, count, result) => this.#read(fd, vectors, count, result),
      poll_oneoff: (subscriptions, events, count, result) =>
        this.#sleep(subscriptions, events, count, result),
      random_get: (address, length) => this.#random(address, length),
    };
  }

  #clock(clock, result) {
    const ms = { [REALTIME]: () => Date.now(), [MONOTONIC]: () => performance.now() }[clock];
    if (!ms) {
      return INVAL;
    }
    const nanoseconds = BigInt(Math.round(ms() * 1000)) * 1000n;
    this.#view(result, 8).setBigUint64(0, nanoseconds, true);
    return SUCCESS;
  }

  #read(fd, vectors, count, result) {
    if (fd !== 0) {
      return BADF;
    }
    let read = 0;
    const list = this.#view(vectors, 8 * (count >>> 0));
    for (let at = 0; at < list.byteLength; at += 8) {
      const room = this.#bytes(list.getUint32(at, true), list.getUint32(at + 4, true));
      const piece = this.options.stdin.subarray(this.#stdinAt, this.#stdinAt + room.length);
      room.set(piece);
      this.#stdinAt += piece.length;
      read += piece.length;
    }
    this.#view(result, 4).setUint32(0, read, true);
    return SUCCESS;
  }

  /** One subscription, to the monotonic clock, is all that the interpreter asks for. */
  #sleep(subscriptions, events, count, result) {
    const subscription = this.#view(subscriptions, 48);
    const isClock = subscription.getUint8(8) === 0 && subscription.getUint32(16, true) === MONOTONIC;
    if (count !== 1 || !isClock || subscription.getUint16(40, true) !== 0) {
      return NOSYS;
    }
    const wanted = Number(subscription.getBigUint64(24, true)) / NANOSECONDS_IN_MS;
    const allowed = this.#run.deadline - performance.now();
    // Blocks this thread, which the main thread of a page does not let happen.
    Atomics.wait(new Int32Array(this.#signal.buffer), SLEEP_WORD, 0, Math.max(0, Math.min(wanted, allowed)));
    this.#look(performance.now());
    const event = this.#bytes(events, 32);
    event.fill(0);
    event.set(this.#bytes(subscriptions, 8)); // its user data
    this.#view(result, 4).setUint32(0, 1, true);
    return SUCCESS;
  }

  #random(address, length) {
    const bytes = this.#bytes(address, length);
    for (let at = 0; at < bytes.length; at += RANDOM_BYTES) {
      crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES));
    }
    return SUCCESS;
  }

  // ---- memory ----

  /** Guest memory, or a RangeError that ends the run: addresses are unsigned. */
  #bytes(address, length) {
    return new Uint8Array(this.#memory.buffer, address >>> 0, length >>> 0);
  }

  #view(address, length) {
    return new DataView(this.#memory.buffer, address >>> 0, length >>> 0);
  }
}

/** A text of less than 256 bytes in MessagePack. */
function encodeText(text) {
  const bytes = new TextEncoder().encode(text);
  return [0xd9, bytes.length, ...bytes];
}
