// Runs programs for page.js, on a thread that the page can end.
//
// Gets { module, source, timeLimitMs } once; sends { begun: true } when the program
// begins, { printed: stream, text } as it goes, and { outcome } at the end.

import { STREAM } from "./contract.js";
import { Interpreter } from "./interpreter.js";

// What is printed is sent at once, so that nothing is lost when the page ends this
// worker; unless it comes so fast that the page could not follow. Then it is collected
// for a while: this many messages may come at once, and one more in each millisecond.
const MESSAGES_AT_ONCE = 100;

self.onmessage = async ({ data: { module, source, timeLimitMs } }) => {
  const streams = new Map(
    [STREAM.STDOUT, STREAM.STDERR].map((stream) => [stream, { decoder: new TextDecoder(), text: "" }]),
  );
  const started = performance.now();
  let messages = 0;
  const send = (last) => {
    for (const [stream, collected] of streams) {
      // A character may come in two pieces.
      const text = collected.text + (last ? collected.decoder.decode() : "");
      if (text) {
        self.postMessage({ printed: stream, text });
        messages += 1;
      }
      collected.text = "";
    }
  };
  const print = (stream, bytes) => {
    const collected = streams.get(stream);
    collected.text += collected.decoder.decode(bytes, { stream: true });
    if (messages < MESSAGES_AT_ONCE + performance.now() - started) {
      send(false);
    }
  };
  let outcome;
  try {
    const interpreter = await Interpreter.create(module, { print });
    self.postMessage({ begun: true });
    outcome = interpreter.run(source, { timeLimitMs });
  } catch (error) {
    outcome = { ending: "failed", value: null, error: { message: error.message, traceback: null }, timeMs: 0 };
  }
  send(true);
  self.postMessage({ outcome });
};
