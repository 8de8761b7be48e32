// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Part of the compiler (patches/06-syntax.patch): the arguments of a call.
//
// Those with a star and those without are put on the stack as they come, first the
// positional ones and then the keywords, as in CPython; bits of a small integer tell
// which have a star. Where there are more than the instruction can count, it gets
// one list, or one dict, with stars.

// What a small integer of the target has bits for.
static size_t most_starred_places(void) {
    #if MICROPY_DYNAMIC_COMPILER
    return mp_dynamic_compiler.small_int_bits - 2;
    #else
    return MP_SMALL_INT_BITS - 2;
    #endif
}

static bool is_keyword_argument(mp_parse_node_t pn) {
    if (!MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_argument)) {
        return false;
    }
    mp_parse_node_t value = ((mp_parse_node_struct_t *)pn)->nodes[1];
    return !IS_COMP_FOR(value) && !MP_PARSE_NODE_IS_STRUCT_KIND(value, PN_argument_3);
}

// An argument that is no expression: f(x := 1), f(x for x in y)
static void compile_argument(compiler_t *comp, mp_parse_node_struct_t *pns) {
    if (MP_PARSE_NODE_IS_STRUCT_KIND(pns->nodes[1], PN_argument_3)) {
        compile_namedexpr_helper(comp, pns->nodes[0], ((mp_parse_node_struct_t *)pns->nodes[1])->nodes[0]);
    } else if (IS_COMP_FOR(pns->nodes[1])) {
        compile_comprehension(comp, pns, SCOPE_GEN_EXPR);
    } else {
        compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("invalid syntax"));
    }
}

typedef struct _arguments_t {
    mp_parse_node_t *positional; // those with a star among them
    mp_parse_node_t *keywords;   // those with two stars among them
    size_t n_positional;
    size_t n_keywords;
} arguments_t;

static bool is_repeated(const arguments_t *arguments, qstr name) {
    for (size_t i = arguments->n_keywords; i > 0 && arguments->n_keywords - i < MAX_ITEMS_AT_ONCE; i--) {
        mp_parse_node_t pn = arguments->keywords[i - 1];
        if (is_keyword_argument(pn) && MP_PARSE_NODE_LEAF_ARG(((mp_parse_node_struct_t *)pn)->nodes[0]) == name) {
            return true;
        }
    }
    return false;
}

// What is wrong with an argument after those that were sorted, or NULL.
static mp_rom_error_text_t what_is_wrong(const arguments_t *arguments, bool had_mapping, size_t n_args, mp_parse_node_t pn) {
    if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_arglist_star)) {
        return had_mapping ? MP_ERROR_TEXT("iterable argument unpacking follows keyword argument unpacking") : NULL;
    }
    if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_arglist_dbl_star)) {
        return NULL;
    }
    if (is_keyword_argument(pn)) {
        mp_parse_node_t name = ((mp_parse_node_struct_t *)pn)->nodes[0];
        if (!MP_PARSE_NODE_IS_ID(name)) {
            return MP_ERROR_TEXT("expression cannot contain assignment, perhaps you meant \"==\"?");
        }
        return is_repeated(arguments, MP_PARSE_NODE_LEAF_ARG(name)) ? MP_ERROR_TEXT("keyword argument repeated") : NULL;
    }
    if (had_mapping) {
        return MP_ERROR_TEXT("positional argument follows keyword argument unpacking");
    }
    if (arguments->n_keywords > 0) {
        return MP_ERROR_TEXT("positional argument follows keyword argument");
    }
    bool is_generator = MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_argument)
        && IS_COMP_FOR(((mp_parse_node_struct_t *)pn)->nodes[1]);
    return is_generator && n_args > 1 ? MP_ERROR_TEXT("Generator expression must be parenthesized") : NULL;
}

// Sorts the arguments into positional ones, from the front of an array of as many,
// and keywords, into another.
static bool sort_arguments(compiler_t *comp, size_t n_args, const mp_parse_node_t *args, arguments_t *arguments) {
    bool had_mapping = false;
    for (size_t i = 0; i < n_args; i++) {
        mp_rom_error_text_t wrong = what_is_wrong(arguments, had_mapping, n_args, args[i]);
        if (wrong != NULL) {
            compile_syntax_error(comp, args[i], wrong);
            return false;
        }
        bool is_mapping = MP_PARSE_NODE_IS_STRUCT_KIND(args[i], PN_arglist_dbl_star);
        had_mapping |= is_mapping;
        if (is_mapping || is_keyword_argument(args[i])) {
            arguments->keywords[arguments->n_keywords++] = args[i];
        } else {
            arguments->positional[arguments->n_positional++] = args[i];
        }
    }
    return true;
}

// Returns how many values were put on the stack, and in *stars which have a star.
static size_t compile_positional(compiler_t *comp, const arguments_t *arguments, size_t n_before, mp_uint_t *stars) {
    size_t n = arguments->n_positional;
    if (n_before + n > MAX_ITEMS_AT_ONCE || (has_star(n, arguments->positional) && n_before + n > most_starred_places())) {
        compile_items_to_list(comp, n, arguments->positional);
        *stars = (mp_uint_t)1 << n_before;
        return 1;
    }
    for (size_t i = 0; i < n; i++) {
        mp_parse_node_t pn = arguments->positional[i];
        if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_arglist_star)) {
            compile_node(comp, ((mp_parse_node_struct_t *)pn)->nodes[0]);
            *stars |= (mp_uint_t)1 << (n_before + i);
        } else {
            compile_node(comp, pn);
        }
    }
    return n;
}

static bool is_mapping_argument(mp_parse_node_t pn) {
    return MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_arglist_dbl_star);
}

// The same for keywords: how many pairs of name and value; a null stands before a
// mapping for the name.
static size_t compile_keywords(compiler_t *comp, const arguments_t *arguments, bool *has_mapping) {
    size_t n = arguments->n_keywords;
    bool in_one = n > MAX_ITEMS_AT_ONCE;
    *has_mapping = in_one;
    if (in_one) {
        EMIT(load_null);
        EMIT_ARG(build, 0, MP_EMIT_BUILD_MAP);
    }
    for (size_t i = 0; i < n; i++) {
        mp_parse_node_t pn = arguments->keywords[i];
        mp_parse_node_struct_t *pns = (mp_parse_node_struct_t *)pn;
        if (is_mapping_argument(pn)) {
            *has_mapping = true;
            if (!in_one) {
                EMIT(load_null);
            }
            compile_node(comp, pns->nodes[0]);
            if (in_one) {
                emit_syntax(comp, -1, MP_SYNTAX_MAP_UPDATE, 0);
            }
        } else if (in_one) {
            compile_node(comp, pns->nodes[1]);
            EMIT_ARG(load_const_str, MP_PARSE_NODE_LEAF_ARG(pns->nodes[0]));
            EMIT(store_map);
        } else {
            EMIT_ARG(load_const_str, MP_PARSE_NODE_LEAF_ARG(pns->nodes[0]));
            compile_node(comp, pns->nodes[1]);
        }
    }
    return in_one ? 1 : n;
}

// The function to call is on top of the stack, with so many positional arguments.
static void compile_trailer_paren_helper(compiler_t *comp, mp_parse_node_t pn_arglist, bool is_method_call, int n_positional_extra) {
    mp_parse_node_t *args;
    size_t n_args = mp_parse_node_extract_list(&pn_arglist, PN_arglist, &args);
    mp_parse_node_t few[8];
    mp_parse_node_t *nodes = n_args <= MP_ARRAY_SIZE(few) / 2 ? few : m_new(mp_parse_node_t, 2 * n_args);
    arguments_t arguments = { nodes, nodes + n_args, 0, 0 };
    if (!sort_arguments(comp, n_args, args, &arguments)) {
        return;
    }
    mp_uint_t stars = 0;
    bool has_mapping = false;
    size_t n_positional = n_positional_extra + compile_positional(comp, &arguments, n_positional_extra, &stars);
    size_t n_keywords = compile_keywords(comp, &arguments, &has_mapping);
    if (nodes != few) {
        m_del(mp_parse_node_t, nodes, 2 * n_args);
    }
    uint star_flags = (stars != 0 ? MP_EMIT_STAR_FLAG_SINGLE : 0) | (has_mapping ? MP_EMIT_STAR_FLAG_DOUBLE : 0);
    if (star_flags != 0) {
        // one extra object that contains the bits
        EMIT_ARG(load_const_small_int, stars);
    }
    if (is_method_call) {
        EMIT_ARG(call_method, n_positional, n_keywords, star_flags);
    } else {
        EMIT_ARG(call_function, n_positional, n_keywords, star_flags);
    }
}
