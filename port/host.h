// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The contract between the guest (this port, compiled to WebAssembly) and its
// host. Nothing crosses the border that is not declared here.
//
// The C compiler reads this file for the guest's side. For the host's side the
// build runs bindgen over it with MPH_HOST_SIDE defined and derives from the
// result: Rust constants and structures, the list of imports that the linker
// may leave undefined, the list of exports that it must keep, and the exact
// signature of each, which the finished module is checked against.
//
// Naming decides the side:
//   mph_host_NAME    imported by the guest, from the module MPH_IMPORT_MODULE
//   mph_guest_NAME   exported by the guest, for the host to call
//   mph_startup_NAME exported only while the start-up snapshot is taken
//   mph_build_NAME   imported only until a pass of the build removes it
//   mph_added_NAME   imported only by code that a pass of the build adds
//   mph_pass_NAME    exported only for a pass of the build, which removes it

#ifndef MPH_HOST_H
#define MPH_HOST_H

#include <stdint.h>

// Raised whenever anything below changes its meaning.
#define MPH_ABI_VERSION 2

#define MPH_IMPORT_MODULE "micropython_host"
#define MPH_BUILD_MODULE "micropython_build"
#define MPH_WASI_MODULE "wasi_snapshot_preview1"

// A memory of one page that the host shares with this guest, and whose words it
// sets from another thread.
#define MPH_SIGNAL_MEMORY "signal"

// Addresses in that memory, of 32-bit words that are 0 or set.
enum mph_signal {
    MPH_SIGNAL_ASK = 0, // the interpreter is to call `poll` when it next can
    MPH_SIGNAL_END = 4, // whatever runs is to trap
};

// A global, an i64, that the host sets to the number of steps that a run may make,
// and that each step lowers by one. Only the variant of the module that counts
// exports it, which the pass count_steps makes.
#define MPH_STEPS_GLOBAL "steps"

// The only WASI calls that the finished module may import.
#define MPH_WASI_IMPORTS \
    "clock_time_get fd_close fd_filestat_get fd_filestat_set_size fd_pread fd_pwrite fd_read fd_readdir " \
    "path_create_directory path_filestat_get path_open path_remove_directory path_rename path_unlink_file " \
    "poll_oneoff random_get"

#ifdef MPH_HOST_SIDE
// A guest pointer is four bytes wide; on the host's side it is a plain offset.
#define MPH_PTR(type) uint32_t
#define MPH_HOST(name)
#define MPH_GUEST(name)
#define MPH_STARTUP(name)
#define MPH_BUILD(name)
#define MPH_ADDED(name)
#define MPH_PASS(name)
#else
#define MPH_PTR(type) type *
#define MPH_HOST(name) __attribute__((import_module(MPH_IMPORT_MODULE), import_name(#name)))
#define MPH_GUEST(name) __attribute__((export_name(#name)))
#define MPH_STARTUP(name) __attribute__((export_name("startup_" #name)))
#define MPH_BUILD(name) __attribute__((import_module(MPH_BUILD_MODULE), import_name(#name)))
#define MPH_ADDED(name) MPH_HOST(name)
#define MPH_PASS(name) __attribute__((export_name("pass_" #name)))
#endif

// Where printed bytes go.
enum mph_stream {
    MPH_STREAM_STDOUT = 1,
    MPH_STREAM_STDERR = 2,
};

// What a run tells about its end, in text. Each field is sent in pieces, in
// order; the host joins them. A field that is never sent is absent. Those of an
// error belong to the exception that mph_host_exception has begun.
enum mph_field {
    MPH_FIELD_VALUE_TYPE = 0,       // type name of the final expression's value
    MPH_FIELD_VALUE_REPR = 1,       // repr() of that value
    MPH_FIELD_ERROR_TYPE = 2,       // type name of the exception
    MPH_FIELD_ERROR_MESSAGE = 3,    // str() of it
    MPH_FIELD_ERROR_UNPRINTABLE = 4, // sent, though empty, where str() has failed
    MPH_FIELD_OBJECT = 5,           // that value itself, encoded, if it can cross
    MPH_FIELD_MISSING = 6,          // of a text that is not complete: one byte, an enum mph_missing
    MPH_FIELD_COUNT = 7,
};

// What a text still lacks that comes line by line.
enum mph_missing {
    MPH_MISSING_BRACKET = 1,    // one that closes
    MPH_MISSING_QUOTES = 2,     // that close
    MPH_MISSING_LINE = 3,       // the line after a backslash
    MPH_MISSING_BLOCK = 4,      // the indented lines after a colon
    MPH_MISSING_CLAUSE = 5,     // what has to follow: `def` after a decorator, `except` after `try`
    MPH_MISSING_EMPTY_LINE = 6, // no more than the empty line that ends a statement with lines in it
};

// Why an exception is told of.
enum mph_relation {
    MPH_RELATION_UNCAUGHT = 0, // it ended the program
    MPH_RELATION_CAUSE = 1,    // it is the cause of the one before: raise ... from ...
    MPH_RELATION_CONTEXT = 2,  // it was being handled when the one before was raised
    MPH_RELATION_COUNT = 3,
};

// How a run ended, the result of `run`.
enum mph_status {
    MPH_STATUS_DONE = 0,   // the last statement was reached
    MPH_STATUS_RAISED = 1, // an exception was not caught: see the error fields
    MPH_STATUS_EXITED = 2, // SystemExit: see mph_control.exit_code
};

// Buffers through which the host hands bytes to the guest before a run.
enum mph_buffer {
    MPH_BUFFER_SOURCE = 0, // the program's text, UTF-8
    MPH_BUFFER_NAME = 1,   // the file name that tracebacks show, UTF-8; what follows a NUL
                           // byte in it is for the host, which gets it back with each frame
    MPH_BUFFER_ARGV = 2,   // sys.argv, each item ended by a NUL byte, UTF-8
    MPH_BUFFER_VALUE = 3,  // an encoded value
    MPH_BUFFER_COUNT = 4,
};

// Values cross as MessagePack, with extension types for what it lacks. Each
// holds MessagePack again, but for the first. docs/values.md describes them.
enum mph_extension {
    MPH_EXTENSION_INT = 1,       // 0, or 1 if negative; then the magnitude, lowest byte first
    MPH_EXTENSION_TUPLE = 2,     // an array
    MPH_EXTENSION_SET = 3,       // an array
    MPH_EXTENSION_FROZENSET = 4, // an array
    MPH_EXTENSION_ABSENT = 5,    // nothing: stands for an argument that was not given
};

// How large one encoded value, or all arguments of a call together, may be. Both
// sides refuse what is larger, both when they write and when they read.
enum mph_value_limit {
    MPH_VALUE_MAX_BYTES = 16777216, // as it is encoded
    MPH_VALUE_MAX_ITEMS = 1048576,  // values in it, each key and item counted
    MPH_VALUE_MAX_DEPTH = 100,      // lists, tuples, dicts and sets in each other
};

// What the host asks for with `perform`. Where a value comes out, it is sent as
// the value fields.
enum mph_operation {
    MPH_OPERATION_INSTALL = 0, // make the functions that MPH_BUFFER_VALUE lists
    MPH_OPERATION_SET = 1,     // give the global variable MPH_BUFFER_NAME the value of
                               // MPH_BUFFER_VALUE
    MPH_OPERATION_GET = 2,     // look up the global variable MPH_BUFFER_NAME
    MPH_OPERATION_CALL = 3,    // call the function MPH_BUFFER_NAME; MPH_BUFFER_VALUE has an
                               // array of its arguments, or a map of them by name
    MPH_OPERATION_EVAL = 4,    // evaluate the expression in MPH_BUFFER_SOURCE, as of a
                               // file MPH_BUFFER_NAME
    MPH_OPERATION_CHECK = 5,   // tell by MPH_FIELD_MISSING what MPH_BUFFER_SOURCE lacks, whole
                               // lines of a program; nothing if it is complete, or wrong
    MPH_OPERATION_FEED = 6,    // likewise; and if that is nothing, run it as Python's prompt
                               // does, as of a file MPH_BUFFER_NAME
    MPH_OPERATION_COMPLETE = 7, // send a list of the names that the last word in
                               // MPH_BUFFER_SOURCE may become; run nothing for it
    MPH_OPERATION_SEARCH = 8,  // have `import` look first in the folders that MPH_BUFFER_VALUE
                               // lists
};

// What the list of MPH_OPERATION_COMPLETE has.
enum mph_completion_limit {
    MPH_COMPLETION_MAX_NAMES = 1000,
    MPH_COMPLETION_MAX_BYTES = 128, // in each; longer ones are left out
};

// What the list that MPH_OPERATION_INSTALL takes has: arrays whose first item is
// one of these. A path is a name, or the names of modules before it, with dots.
enum mph_entry {
    MPH_ENTRY_MODULE = 0,    // path, doc
    MPH_ENTRY_CONSTANT = 1,  // path, value
    MPH_ENTRY_EXCEPTION = 2, // path, base, doc
    MPH_ENTRY_FUNCTION = 3,  // path, number, names of its parameters or nil, how many they
                             // are, how many of them are required, signature, doc,
                             // whether programs are to await it
};

// The most parameters that a function of the host has.
#define MPH_MAX_PARAMETERS 8

// Why the host stops a run.
enum mph_stop {
    MPH_STOP_WALL_TIME = 0, // raises LimitExceeded, as the others do but one
    MPH_STOP_INTERRUPT = 1, // raises KeyboardInterrupt
    MPH_STOP_STDOUT = 2,
    MPH_STOP_STDERR = 3,
    MPH_STOP_STEPS = 4,
    MPH_STOP_FUEL = 5,
    MPH_STOP_HOST = 6, // a limit on calls of the host, or a fault in one
    MPH_STOP_COUNT = 7,
};

// What a run may use: see `budget`.
enum mph_budget {
    MPH_BUDGET_WALL_TIME = 0,       // nanoseconds
    MPH_BUDGET_MEMORY = 1,          // bytes; left: by which memory may still grow
    MPH_BUDGET_STDOUT = 2,          // bytes
    MPH_BUDGET_STDERR = 3,          // bytes
    MPH_BUDGET_RECURSION_DEPTH = 4, // calls; what is left the guest knows itself
    MPH_BUDGET_STEPS = 5,
    MPH_BUDGET_FUEL = 6,
    MPH_BUDGET_COUNT = 7,
};

// Shared words, at a fixed place in guest memory.
//
// To stop a run softly the host stores stop_exceptions[why] into the word at
// `pending_exception`. The interpreter looks at that word at each backward
// jump, after each wait and after printing, and raises what it finds there.
struct mph_control {
    MPH_PTR(volatile void) pending_exception;
    MPH_PTR(void) stop_exceptions[7]; // indexed by enum mph_stop
    int32_t exit_code;                // set when `run` gives MPH_STATUS_EXITED
    uint32_t memory_limit;            // bytes that memory may reach; the host sets it before
                                      // the first run, so that the guest can plan (0: unknown)
    uint32_t recursion_depth;         // how many calls of Python code may nest, the program
                                      // itself being the first; the host sets it before the
                                      // first run (0: as many as the stack has room for)
};

// ---- imports: the guest calls, the host answers ----

// Prints bytes on a stream. Never fails: what exceeds the host's limit is
// dropped and counted there, and the run may be stopped for it.
MPH_HOST(print)
void mph_host_print(uint32_t stream, MPH_PTR(const char) text, uint32_t length);

// Appends bytes to a field of the run's result.
MPH_HOST(report)
void mph_host_report(uint32_t field, MPH_PTR(const char) text, uint32_t length);

// Begins to tell of an exception: of the uncaught one first, then of what came
// before each.
MPH_HOST(exception)
void mph_host_exception(uint32_t relation);

// Adds a call to the traceback of that exception, the outermost call first. The
// file name is as it was given in MPH_BUFFER_NAME; an empty function name stands
// for a place in a text that was not running, such as a syntax error.
MPH_HOST(frame)
void mph_host_frame(MPH_PTR(const char) file, uint32_t file_length, uint32_t line,
    MPH_PTR(const char) function, uint32_t function_length);

// Tells how much a run may use of something, an enum mph_budget, or if `left` is
// not 0, how much of that is left. UINT64_MAX: there is no limit, or the guest
// is not to know.
MPH_HOST(budget)
uint64_t mph_host_budget(uint32_t what, uint32_t left);

// Calls a function of the host by its number. `length` bytes at `bytes` are its
// arguments, an encoded array. The answer is the length of the encoded result;
// or, if the function raised an exception, the negative length of an encoded
// array of its type's name and its message. It stands at `bytes` if it has not more
// than `room` bytes, else it is to be fetched by `reply`, before anything else.
MPH_HOST(call)
int32_t mph_host_call(uint32_t function, MPH_PTR(char) bytes, uint32_t length, uint32_t room);

// Makes a request on the network, if the host allows it, and waits for the answer.
// `length` bytes at `bytes` are an encoded array: its URL, method, headers (a dict, or
// nil), body (str, bytes or nil), time in seconds (or nil) and whether redirects are
// followed. The answer is like that of `call`; a result is a tuple of the status, its
// name, a list of tuples of headers' names and values, the body and the URL that
// it is from.
MPH_HOST(fetch)
int32_t mph_host_fetch(MPH_PTR(char) bytes, uint32_t length, uint32_t room);

// Copies the reply that had no room, all `length` bytes of it.
MPH_HOST(reply)
void mph_host_reply(MPH_PTR(char) bytes, uint32_t length);

// Starts a call of a function of the host, with arguments as of `call`, that the
// guest does not wait for. Gives a number for it, or a negative one when too many
// calls were started that are not collected.
MPH_HOST(start)
int32_t mph_host_start(uint32_t function, MPH_PTR(const char) bytes, uint32_t length);

// Waits until a call that was started has ended, for up to `nanoseconds`
// (UINT64_MAX: as long as the run may). Gives its number, of each call once, or a
// negative one when the time is over.
MPH_HOST(finished)
int32_t mph_host_finished(uint64_t nanoseconds);

// Collects what a call that was started has come to, and forgets the call. Answers
// as `call` does; with INT32_MIN where there is no such call, or it has not ended.
MPH_HOST(collect)
int32_t mph_host_collect(uint32_t number, MPH_PTR(char) bytes, uint32_t room);

// Cancels a call that was started, if there is one of this number, and forgets it.
MPH_HOST(cancel)
void mph_host_cancel(uint32_t number);

// Marks the function that scans the stack for garbage-collection roots: the
// pass spill_roots starts from its callers and removes the call.
MPH_BUILD(gc_marker)
void mph_build_gc_marker(void);

// Marks where the interpreter looks whether it is to stop: at each jump of a
// Python program. The pass place_polls puts a look at MPH_SIGNAL_ASK in its place.
MPH_BUILD(poll_marker)
void mph_build_poll_marker(void);

// Asks what is to be done, when MPH_SIGNAL_ASK is set or no steps are left. The
// host clears the signal, and lets the guest go on, stores a pending exception,
// or ends the run.
MPH_ADDED(poll)
void mph_added_poll(void);

// Raises the exception that ends recursion. The pass guard_recursion makes
// recursive functions that do not check the stack themselves call it when the
// stack is nearly used up.
MPH_PASS(stack_guard)
void mph_pass_stack_guard(void);

// Only in a build that tortures the collector: see torture.c.
#ifdef MPH_GC_TORTURE

// The pass torture_allocation calls the first before each allocation, and the
// second after it, which passes on what was allocated.
MPH_PASS(before_alloc)
void mph_pass_before_alloc(void);
MPH_PASS(after_alloc)
MPH_PTR(void) mph_pass_after_alloc(MPH_PTR(void) object);

// The pass trap_freed_access calls the first before each load and store, with
// what the instruction adds up to an address, and the second for both sides of
// a copy and for a fill. `access` is the number of bytes, 0x80 added for a
// store, and the number of the function times 0x100; the number of bytes of a
// range is its own argument. The first gives `address` back.
MPH_PASS(check_access)
uint32_t mph_pass_check_access(uint32_t address, uint32_t offset, uint32_t access);
MPH_PASS(check_range)
void mph_pass_check_range(uint32_t address, uint32_t bytes, uint32_t access);

// Prints the name of a function by its number. The pass writes it; it prints
// up to eight characters at a time by the other, the first in the lowest byte.
MPH_BUILD(function_name)
void mph_build_function_name(uint32_t function);
MPH_PASS(function_name)
void mph_pass_function_name(uint64_t characters);

#endif

// ---- exports: the host calls, the guest answers ----

// Initialises the interpreter. Called once, by the build, before the snapshot
// that every instance is born from; not in the finished module.
MPH_STARTUP(init)
void mph_startup_init(void);

// Gives the address of the shared words. It does not change.
MPH_GUEST(control)
MPH_PTR(struct mph_control) mph_guest_control(void);

// Makes room for `length` bytes in a buffer, dropping what it held, and gives
// its address, or 0 when there is no memory for it or no such buffer. The host
// fills it before it calls anything else.
MPH_GUEST(buffer)
MPH_PTR(char) mph_guest_buffer(uint32_t buffer, uint32_t length);

// Compiles and runs what the buffers hold, in the module __main__, which lives
// on from run to run. Gives an enum mph_status.
MPH_GUEST(run)
uint32_t mph_guest_run(void);

// Does one thing, an enum mph_operation, in the module __main__. Gives an enum
// mph_status.
MPH_GUEST(perform)
uint32_t mph_guest_perform(uint32_t operation);

#endif // MPH_HOST_H
