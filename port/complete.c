// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the last word of a text may become: names of the living session, read
// where they are kept. No code of the program's runs for it (no __getattr__, no
// property, no import), so that asking changes nothing.

#include <string.h>

#include "py/builtin.h"
#include "py/lexer.h"
#include "py/objlist.h"
#include "py/objmodule.h"
#include "py/objtuple.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/collections.h"
#include "port/map.h"
#include "port/port.h"

#define END_OF_TEXT ((unichar)MP_READER_EOF)

// So many names with dots between them are followed, and so many classes looked
// at for one object: a program may have as many as it likes.
#define MOST_PARTS (16)
#define MOST_CLASSES (256)

// ---- where the text ends ----

// Names with dots between them, as far as they were read.
typedef struct _chain_t {
    qstr parts[MOST_PARTS];
    size_t count;
    mp_obj_t base;  // what the first is a member of: a literal, or MP_OBJ_NULL
    bool after_dot; // another name comes
    bool is_broken; // nothing is known of it: it begins with a call, say
} chain_t;

#define NO_CHAIN ((chain_t) { .base = MP_OBJ_NULL })

// What the statement is, as far as its words tell that names of modules or of
// their members come.
enum statement { NONE_YET, OTHER, FROM, IMPORT, FROM_IMPORT };

typedef struct _context_t {
    enum statement statement;
    chain_t chain;  // before the word that is to be completed
    chain_t module; // between `from` and `import`
} context_t;

static enum statement next_statement(enum statement now, mp_token_kind_t token) {
    switch (token) {
        case MP_TOKEN_NEWLINE:
        case MP_TOKEN_INDENT:
        case MP_TOKEN_DEDENT:
        case MP_TOKEN_DEL_SEMICOLON:
        case MP_TOKEN_DEL_COLON:
            return NONE_YET;
        case MP_TOKEN_KW_FROM:
            return now == NONE_YET ? FROM : now;
        case MP_TOKEN_KW_IMPORT:
            return now == NONE_YET ? IMPORT : now == FROM ? FROM_IMPORT : now;
        default:
            return now == NONE_YET ? OTHER : now;
    }
}

static void add_token(context_t *context, const mp_lexer_t *lexer) {
    chain_t *chain = &context->chain;
    mp_token_kind_t token = lexer->tok_kind;
    if (token == MP_TOKEN_NAME) {
        if (!chain->after_dot) {
            *chain = NO_CHAIN;
        }
        chain->after_dot = false;
        qstr name = qstr_find_strn(lexer->vstr.buf, lexer->vstr.len);
        if (name == MP_QSTRnull || chain->count == MOST_PARTS) {
            chain->is_broken = true; // nothing has that name
        } else {
            chain->parts[chain->count++] = name;
        }
    } else if (token == MP_TOKEN_DEL_PERIOD) {
        if (chain->after_dot || (chain->count == 0 && chain->base == MP_OBJ_NULL)) {
            chain->is_broken = true;
        }
        chain->after_dot = true;
    } else {
        if (token == MP_TOKEN_KW_IMPORT && context->statement == FROM) {
            context->module = *chain;
        }
        *chain = NO_CHAIN;
        if (token == MP_TOKEN_STRING) {
            chain->base = MP_OBJ_NEW_QSTR(MP_QSTR_);
        } else if (token == MP_TOKEN_BYTES) {
            chain->base = mp_const_empty_bytes;
        }
    }
    context->statement = next_statement(context->statement, token);
}

static bool is_word(mp_token_kind_t token) {
    return token == MP_TOKEN_NAME || (token >= MP_TOKEN_KW_FALSE && token <= MP_TOKEN_KW_YIELD);
}

// Sees what stands before the end of a text, and in *prefix how many bytes of a
// word are there. False inside of a string, a number or a comment.
static bool find_context(const char *text, size_t length, context_t *context, size_t *prefix) {
    byte last = length == 0 ? '\n' : text[length - 1];
    bool is_in_word = unichar_isident(last) || last >= 0x80;
    *context = (context_t) { NONE_YET, NO_CHAIN, NO_CHAIN };
    *prefix = 0;
    bool is_found = !is_in_word;
    mp_lexer_t *lexer = mp_lexer_new_from_str_len(MP_QSTR__lt_stdin_gt_, text, length, 0);
    while (lexer->tok_kind != MP_TOKEN_END) {
        if (lexer->tok_kind == MP_TOKEN_LONELY_STRING_OPEN) {
            is_found = false;
            break;
        }
        // A newline that the text lacks is added by the lexer.
        if (is_in_word && is_word(lexer->tok_kind) && lexer->chr0 == '\n' && lexer->chr1 == END_OF_TEXT) {
            is_found = true;
            *prefix = lexer->vstr.len;
            break;
        }
        if (last != '\n' && lexer->tok_kind == MP_TOKEN_NEWLINE && lexer->chr0 == END_OF_TEXT) {
            break;
        }
        add_token(context, lexer);
        mp_lexer_to_next(lexer);
    }
    mp_lexer_free(lexer);
    return is_found;
}

// ---- what there is ----

static mp_obj_t get(const mp_map_t *map, qstr name) {
    mp_map_elem_t *found = mp_map_lookup((mp_map_t *)map, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP);
    return found != NULL ? found->value : MP_OBJ_NULL;
}

// Calls `visit` with each class that an object of this one is of, as long as
// that gives true and there are not too many.
typedef bool (*visit_t)(void *data, const mp_obj_type_t *type);

static bool each_class(const mp_obj_type_t *type, unsigned *left, visit_t visit, void *data) {
    for (;;) {
        if (*left == 0 || !visit(data, type)) {
            return false;
        }
        *left -= 1;
        const void *parent = MP_OBJ_TYPE_GET_SLOT_OR_NULL(type, parent);
        if (parent == NULL) {
            return true;
        }
        if (((const mp_obj_base_t *)parent)->type == &mp_type_tuple) {
            const mp_obj_tuple_t *parents = parent;
            for (size_t i = 0; i < parents->len; i++) {
                if (!each_class(MP_OBJ_TO_PTR(parents->items[i]), left, visit, data)) {
                    return false;
                }
            }
            return true;
        }
        type = parent;
    }
}

typedef struct _member_t {
    qstr name;
    mp_obj_t value;
} member_t;

static bool find_in_class(void *data, const mp_obj_type_t *type) {
    member_t *member = data;
    if (MP_OBJ_TYPE_HAS_SLOT(type, locals_dict)) {
        member->value = get(&MP_OBJ_TYPE_GET_SLOT(type, locals_dict)->map, member->name);
    }
    return member->value == MP_OBJ_NULL;
}

static mp_obj_t class_member(const mp_obj_type_t *type, qstr name) {
    member_t member = { name, MP_OBJ_NULL };
    unsigned left = MOST_CLASSES;
    (void)each_class(type, &left, find_in_class, &member);
    return member.value;
}

// Whether a class's member is what an instance has: not where it makes that.
static bool is_plain(mp_obj_t value) {
    const mp_obj_type_t *type = mp_obj_get_type(value);
    return type != &mp_type_property && type != &mp_type_staticmethod && type != &mp_type_classmethod
           && !(mp_obj_is_instance_type(type) && class_member(type, MP_QSTR___get__) != MP_OBJ_NULL);
}

// The member of an object, or MP_OBJ_NULL where it has none that could be had by
// looking.
static mp_obj_t member_of(mp_obj_t object, qstr name) {
    const mp_obj_type_t *type = mp_obj_get_type(object);
    if (type == &mp_type_module) {
        return get(&mp_obj_module_get_globals(object)->map, name);
    }
    if (mph_is_namedtuple_class(type)) {
        size_t count;
        const qstr *fields = mph_namedtuple_fields(type, &count);
        for (size_t i = 0; i < count; i++) {
            if (fields[i] == name) {
                return ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(object))->items[i];
            }
        }
        return MP_OBJ_NULL;
    }
    mp_obj_t value = MP_OBJ_NULL;
    if (mp_obj_is_instance_type(type)) {
        value = get(mph_map_in_use(&((mp_obj_instance_t *)MP_OBJ_TO_PTR(object))->members), name);
        if (value != MP_OBJ_NULL) {
            return value;
        }
        value = class_member(type, name);
    } else if (type == &mp_type_type) {
        value = class_member(MP_OBJ_TO_PTR(object), name);
    }
    return value != MP_OBJ_NULL && is_plain(value) ? value : MP_OBJ_NULL;
}

static mp_obj_t global(qstr name) {
    mp_obj_t value = get(&mp_globals_get()->map, name);
    mp_obj_dict_t *added = MP_STATE_VM(mp_module_builtins_override_dict);
    if (value == MP_OBJ_NULL && added != NULL) {
        value = get(&added->map, name);
    }
    return value != MP_OBJ_NULL ? value : get(&mp_module_builtins_globals.map, name);
}

// A module, if it need not be run to be had.
static mp_obj_t loaded_module(qstr name) {
    mp_obj_t module = get(&MP_STATE_VM(mp_loaded_modules_dict).map, name);
    if (module == MP_OBJ_NULL) {
        module = get(&mp_builtin_module_map, name);
    }
    return module != MP_OBJ_NULL ? module : get(&mp_builtin_extensible_module_map, name);
}

static mp_obj_t follow(const chain_t *chain, mp_obj_t (*first)(qstr name)) {
    if (chain->is_broken) {
        return MP_OBJ_NULL;
    }
    mp_obj_t value = chain->base;
    for (size_t i = 0; i < chain->count; i++) {
        value = value == MP_OBJ_NULL ? first(chain->parts[i]) : member_of(value, chain->parts[i]);
        if (value == MP_OBJ_NULL) {
            break;
        }
    }
    return value;
}

// ---- what fits ----

typedef struct _names_t {
    const char *prefix;
    size_t length;
    mp_obj_t list;
} names_t;

static bool fits(const names_t *names, const char *text, size_t length) {
    if (length < names->length || length > MPH_COMPLETION_MAX_BYTES || memcmp(text, names->prefix, names->length) != 0
        || (names->length == 0 && text[0] == '_')) {
        return false;
    }
    return ((mp_obj_list_t *)MP_OBJ_TO_PTR(names->list))->len < MPH_COMPLETION_MAX_NAMES;
}

static void offer(names_t *names, const char *text, size_t length) {
    if (fits(names, text, length)) {
        mp_obj_list_append(names->list, mp_obj_new_str(text, length));
    }
}

static void offer_map(names_t *names, const mp_map_t *map) {
    for (size_t i = 0; i < map->alloc; i++) {
        if (mp_map_slot_is_filled(map, i) && mp_obj_is_str(map->table[i].key)) {
            size_t length;
            const char *text = mp_obj_str_get_data(map->table[i].key, &length);
            if (fits(names, text, length)) {
                mp_obj_list_append(names->list, map->table[i].key);
            }
        }
    }
}

static bool offer_class(void *data, const mp_obj_type_t *type) {
    if (MP_OBJ_TYPE_HAS_SLOT(type, locals_dict)) {
        offer_map(data, &MP_OBJ_TYPE_GET_SLOT(type, locals_dict)->map);
    }
    if (mph_is_namedtuple_class(type)) {
        size_t count;
        const qstr *fields = mph_namedtuple_fields(type, &count);
        for (size_t i = 0; i < count; i++) {
            size_t length;
            const char *text = (const char *)qstr_data(fields[i], &length);
            offer(data, text, length);
        }
    }
    return true;
}

static void offer_members(names_t *names, mp_obj_t object) {
    const mp_obj_type_t *type = mp_obj_get_type(object);
    if (type == &mp_type_module) {
        offer_map(names, &mp_obj_module_get_globals(object)->map);
        return;
    }
    if (mp_obj_is_instance_type(type)) {
        offer_map(names, mph_map_in_use(&((mp_obj_instance_t *)MP_OBJ_TO_PTR(object))->members));
    }
    unsigned left = MOST_CLASSES;
    (void)each_class(type == &mp_type_type ? MP_OBJ_TO_PTR(object) : type, &left, offer_class, names);
}

// In the order of py/lexer.c.
static const char keywords[] =
    "False\0None\0True\0and\0as\0assert\0async\0await\0break\0class\0continue\0def\0del\0elif\0else\0except\0"
    "finally\0for\0from\0global\0if\0import\0in\0is\0lambda\0nonlocal\0not\0or\0pass\0raise\0return\0try\0"
    "while\0with\0yield\0";

static void offer_globals(names_t *names) {
    offer_map(names, &mp_globals_get()->map);
    if (MP_STATE_VM(mp_module_builtins_override_dict) != NULL) {
        offer_map(names, &MP_STATE_VM(mp_module_builtins_override_dict)->map);
    }
    offer_map(names, &mp_module_builtins_globals.map);
    for (const char *keyword = keywords; *keyword != '\0'; keyword += strlen(keyword) + 1) {
        offer(names, keyword, strlen(keyword));
    }
}

extern const char mp_frozen_names[]; // paths, each ended by a NUL byte

static void offer_modules(names_t *names) {
    offer_map(names, &MP_STATE_VM(mp_loaded_modules_dict).map);
    offer_map(names, &mp_builtin_module_map);
    offer_map(names, &mp_builtin_extensible_module_map);
    for (const char *path = mp_frozen_names; *path != '\0'; path += strlen(path) + 1) {
        offer(names, path, strcspn(path, "/."));
    }
}

void mph_complete(void) {
    mph_buffer_t source = mph_take_buffer(MPH_BUFFER_SOURCE);
    context_t context;
    size_t prefix;
    if (!find_context(source.bytes, source.length, &context, &prefix)) {
        return;
    }
    names_t names = { source.bytes + source.length - prefix, prefix, mp_obj_new_list(0, NULL) };
    bool is_import = context.statement == IMPORT || context.statement == FROM;
    bool is_from = context.statement == FROM_IMPORT;
    if (is_from || context.chain.after_dot) {
        const chain_t *chain = is_from ? &context.module : &context.chain;
        mp_obj_t object = follow(chain, is_from || is_import ? loaded_module : global);
        if (object != MP_OBJ_NULL) {
            offer_members(&names, object);
        }
    } else if (is_import) {
        offer_modules(&names);
    } else {
        offer_globals(&names);
    }
    mph_report_object(names.list);
}
