// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Programs that come line by line, as somebody types them. Whether more has to
// follow is what the interpreter's own parser says: it is at a loss at the very
// end of the text, not before.

#include "py/builtin.h"
#include "py/compile.h"
#include "py/runtime.h"

#include "port/port.h"

// Stands behind a text to see how far the lexer gets. No token begins with it.
#define MARK '\1'

#define END_OF_TEXT ((unichar)MP_READER_EOF)

// A text, and what follows it, as a lexer reads them.
typedef struct _text_t {
    const char *next;
    const char *end;
    const char *tail;
    const mp_lexer_t *lexer;
} text_t;

// Where the lexer was when it was closed; the parser closes it when it is done
// or gives up. No place for anything that is on the heap.
static struct {
    mp_token_kind_t token;
    mp_int_t brackets;
    unichar next;
} closed;

static mp_uint_t text_read(void *data) {
    text_t *text = data;
    if (text->next < text->end) {
        return (byte)*text->next++;
    }
    return *text->tail != '\0' ? (mp_uint_t)(byte)*text->tail++ : MP_READER_EOF;
}

static void text_close(void *data) {
    const mp_lexer_t *lexer = ((text_t *)data)->lexer;
    closed.token = lexer->tok_kind;
    closed.brackets = lexer->nested_bracket_level;
    closed.next = lexer->chr0;
}

static mp_lexer_t *open_text(text_t *text, const mph_buffer_t *source, const char *tail) {
    *text = (text_t) { source->bytes, source->bytes + source->length, tail, NULL };
    mp_reader_t reader = { text, text_read, text_close };
    mp_lexer_t *lexer = mp_lexer_new(MP_QSTR__lt_stdin_gt_, reader);
    text->lexer = lexer;
    return lexer;
}

// Reads a text to its end, or to where a string begins that has none, and gives
// the last token of the last line.
static mp_token_kind_t scan(const mph_buffer_t *source, const char *tail) {
    text_t text;
    mp_lexer_t *lexer = open_text(&text, source, tail);
    mp_token_kind_t last = MP_TOKEN_END;
    while (lexer->tok_kind != MP_TOKEN_END && lexer->tok_kind != MP_TOKEN_LONELY_STRING_OPEN) {
        mp_token_kind_t kind = lexer->tok_kind;
        if (kind != MP_TOKEN_NEWLINE && kind != MP_TOKEN_INDENT && kind != MP_TOKEN_DEDENT) {
            last = kind;
        }
        mp_lexer_to_next(lexer);
    }
    mp_lexer_free(lexer);
    return last;
}

// Whether the last line is empty.
static bool ends_in_empty_line(const mph_buffer_t *source) {
    const char *bytes = source->bytes;
    size_t length = source->length;
    return length == 0 || (bytes[length - 1] == '\n' && (length == 1 || bytes[length - 2] == '\n'));
}

// Whether the line before the end goes on after a backslash.
static bool ends_in_backslash(const mph_buffer_t *source) {
    return source->length >= 2 && source->bytes[source->length - 2] == '\\';
}

// What a text lacks that the parser gave up on, or 0 if nothing that follows
// could make it right.
static enum mph_missing missing_after_error(const mph_buffer_t *source) {
    if (closed.next != END_OF_TEXT) {
        return 0;
    }
    if (closed.token == MP_TOKEN_LONELY_STRING_OPEN) {
        // In brackets, a string that ends with its line looks like one that goes
        // on: the lexer has gone over the end of the line.
        if (closed.brackets > 0) {
            (void)scan(source, "\1\n");
            if (closed.next == MARK) {
                return 0;
            }
        }
        return ends_in_backslash(source) ? MPH_MISSING_LINE : MPH_MISSING_QUOTES;
    }
    // At the end all blocks end, so that the lexer may have that to say first.
    if (closed.token != MP_TOKEN_END && closed.token != MP_TOKEN_DEDENT) {
        return 0;
    }
    if (closed.brackets > 0) {
        return MPH_MISSING_BRACKET;
    }
    if (ends_in_backslash(source)) {
        return MPH_MISSING_LINE;
    }
    return scan(source, "") == MP_TOKEN_DEL_COLON ? MPH_MISSING_BLOCK : MPH_MISSING_CLAUSE;
}

// What a text lacks. What is wrong with it shows when it is run.
static enum mph_missing missing(const mph_buffer_t *source) {
    text_t text;
    volatile bool is_parsed = false;
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mp_parse_tree_t tree = mp_parse(open_text(&text, source, ""), MP_PARSE_FILE_INPUT);
        is_parsed = true;
        bool goes_on = !ends_in_empty_line(source) && mph_ends_in_compound(&tree);
        if (goes_on) {
            // So that what the compiler refuses is told at once.
            (void)mp_compile(&tree, MP_QSTR__lt_stdin_gt_, true);
        } else {
            mp_parse_tree_clear(&tree);
        }
        nlr_pop();
        return goes_on ? MPH_MISSING_EMPTY_LINE : 0;
    }
    mp_obj_t exception = MP_OBJ_FROM_PTR(nlr.ret_val);
    if (!mp_obj_exception_match(exception, MP_OBJ_FROM_PTR(&mp_type_SyntaxError))) {
        nlr_raise(exception); // of memory, or of a limit
    }
    return is_parsed ? 0 : missing_after_error(source);
}

static bool is_complete(const mph_buffer_t *source) {
    char what = missing(source);
    if (what != 0) {
        mph_host_report(MPH_FIELD_MISSING, &what, 1);
    }
    return what == 0;
}

void mph_check(void) {
    mph_buffer_t source = mph_take_buffer(MPH_BUFFER_SOURCE);
    (void)is_complete(&source);
}

void mph_feed(void) {
    mph_buffer_t source = mph_take_buffer(MPH_BUFFER_SOURCE);
    mph_buffer_t name = mph_take_buffer(MPH_BUFFER_NAME);
    if (!is_complete(&source)) {
        return;
    }
    if (mp_obj_get_int(mp_obj_len(MP_OBJ_FROM_PTR(mp_sys_argv))) == 0) {
        mph_set_argv(); // later it is the program's
    }
    mp_obj_t value = mph_compile_and_run(qstr_from_strn(name.bytes, name.length), source, MP_PARSE_SINGLE_INPUT);
    if (value != MP_OBJ_NULL && value != mp_const_none) {
        mph_report_value(value);
        mp_store_attr(MP_OBJ_FROM_PTR(&mp_module_builtins), MP_QSTR__, value);
    }
}
