// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Part of the compiler (patches/06-syntax.patch): annotations, which upstream reads
// and drops.
//
// Those of names in a class or a module go to its __annotations__ as they come, those
// of a function to its own when it is made. Under `from __future__ import annotations`
// they are kept as text, which is made from what was parsed, as in CPython.

static void unparse(compiler_t *comp, vstr_t *text, mp_parse_node_t pn);

static void unparse_list(compiler_t *comp, vstr_t *text, size_t n, const mp_parse_node_t *nodes, const char *separator) {
    for (size_t i = 0; i < n; i++) {
        if (i > 0) {
            vstr_add_str(text, separator);
        }
        unparse(comp, text, nodes[i]);
    }
}

static void unparse_object(vstr_t *text, mp_obj_t object) {
    vstr_t part;
    mp_print_t print;
    vstr_init_print(&part, 16, &print);
    mp_obj_print_helper(&print, object, PRINT_REPR);
    vstr_add_strn(text, part.buf, part.len);
    vstr_clear(&part);
}

// The index of a subscript, where a tuple has no parentheses.
static void unparse_index(compiler_t *comp, vstr_t *text, mp_parse_node_t pn) {
    if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_const_object)) {
        mp_obj_t object = mp_parse_node_extract_const_object((mp_parse_node_struct_t *)pn);
        if (mp_obj_is_type(object, &mp_type_tuple)) {
            size_t n;
            mp_obj_t *items;
            mp_obj_tuple_get(object, &n, &items);
            for (size_t i = 0; i < n; i++) {
                vstr_add_str(text, i > 0 ? ", " : "");
                unparse_object(text, items[i]);
            }
            return;
        }
    }
    unparse(comp, text, pn);
}

static void unparse_trailer(compiler_t *comp, vstr_t *text, mp_parse_node_struct_t *pns) {
    int kind = MP_PARSE_NODE_STRUCT_KIND(pns);
    if (kind == PN_trailer_period) {
        vstr_add_byte(text, '.');
        unparse(comp, text, pns->nodes[0]);
    } else if (kind == PN_trailer_bracket) {
        vstr_add_byte(text, '[');
        unparse_index(comp, text, pns->nodes[0]);
        vstr_add_byte(text, ']');
    } else {
        mp_parse_node_t *args;
        size_t n = mp_parse_node_extract_list(&pns->nodes[0], PN_arglist, &args);
        vstr_add_byte(text, '(');
        unparse_list(comp, text, n, args, ", ");
        vstr_add_byte(text, ')');
    }
}

static void unparse_struct(compiler_t *comp, vstr_t *text, mp_parse_node_struct_t *pns) {
    size_t n = MP_PARSE_NODE_STRUCT_NUM_NODES(pns);
    mp_parse_node_t *items;
    switch (MP_PARSE_NODE_STRUCT_KIND(pns)) {
        case PN_const_object:
            unparse_object(text, mp_parse_node_extract_const_object(pns));
            break;
        case PN_expr:
            unparse_list(comp, text, n, pns->nodes, " | ");
            break;
        case PN_subscriptlist:
        case PN_testlist_comp:
            unparse_list(comp, text, n, pns->nodes, ", ");
            break;
        case PN_atom_paren:
        case PN_atom_bracket: {
            bool is_list = MP_PARSE_NODE_STRUCT_KIND(pns) == PN_atom_bracket;
            n = mp_parse_node_extract_list(&pns->nodes[0], PN_testlist_comp, &items);
            vstr_add_byte(text, is_list ? '[' : '(');
            unparse_list(comp, text, n, items, ", ");
            vstr_add_byte(text, is_list ? ']' : ')');
            break;
        }
        case PN_atom_expr_normal:
            unparse(comp, text, pns->nodes[0]);
            n = mp_parse_node_extract_list(&pns->nodes[1], PN_atom_expr_trailers, &items);
            for (size_t i = 0; i < n; i++) {
                unparse_trailer(comp, text, (mp_parse_node_struct_t *)items[i]);
            }
            break;
        case PN_argument:
            if (is_keyword_argument((mp_parse_node_t)pns)) {
                unparse_list(comp, text, 2, pns->nodes, "=");
                break;
            }
            vstr_add_str(text, "...");
            break;
        default: // hardly in an annotation
            vstr_add_str(text, "...");
    }
}

static void unparse(compiler_t *comp, vstr_t *text, mp_parse_node_t pn) {
    if (MP_PARSE_NODE_IS_NULL(pn)) {
        return;
    }
    if (MP_PARSE_NODE_IS_SMALL_INT(pn)) {
        vstr_printf(text, INT_FMT, MP_PARSE_NODE_LEAF_SMALL_INT(pn));
    } else if (!MP_PARSE_NODE_IS_LEAF(pn)) {
        unparse_struct(comp, text, (mp_parse_node_struct_t *)pn);
    } else if (MP_PARSE_NODE_LEAF_KIND(pn) == MP_PARSE_NODE_ID) {
        vstr_add_str(text, qstr_str(MP_PARSE_NODE_LEAF_ARG(pn)));
    } else if (MP_PARSE_NODE_LEAF_KIND(pn) == MP_PARSE_NODE_STRING) {
        unparse_object(text, MP_OBJ_NEW_QSTR(MP_PARSE_NODE_LEAF_ARG(pn)));
    } else {
        int token = MP_PARSE_NODE_LEAF_ARG(pn);
        vstr_add_str(text, token == MP_TOKEN_KW_NONE ? "None" : token == MP_TOKEN_KW_TRUE ? "True" : token == MP_TOKEN_KW_FALSE ? "False" : "...");
    }
}

// Leaves an annotation on the stack.
static void compile_annotation(compiler_t *comp, mp_parse_node_t pn) {
    if (!comp->text_annotations) {
        compile_index(comp, pn); // `*args: *Ts` has a star
        return;
    }
    vstr_t text;
    vstr_init(&text, 32);
    unparse(comp, &text, pn);
    EMIT_ARG(load_const_str, qstr_from_strn(text.buf, text.len));
    vstr_clear(&text);
}

// `name: annotation` in a class or a module.
static void compile_name_annotation(compiler_t *comp, mp_parse_node_t pn_target, mp_parse_node_t pn_annotation) {
    scope_kind_t kind = comp->scope_cur->kind;
    if (!MP_PARSE_NODE_IS_ID(pn_target) || (kind != SCOPE_CLASS && kind != SCOPE_MODULE)) {
        return;
    }
    compile_annotation(comp, pn_annotation);
    EMIT_ARG(load_const_str, MP_PARSE_NODE_LEAF_ARG(pn_target));
    emit_syntax(comp, -2, MP_SYNTAX_ANNOTATE, 0);
}

// Stores an annotation of the function on the stack into the dict above it, which is
// made for the first one.
static void compile_parameter_annotation(compiler_t *comp, qstr name, mp_parse_node_t pn, bool *has_dict) {
    if (MP_PARSE_NODE_IS_NULL(pn)) {
        return;
    }
    if (!*has_dict) {
        EMIT_ARG(build, 0, MP_EMIT_BUILD_MAP);
        *has_dict = true;
    }
    compile_annotation(comp, pn);
    EMIT_ARG(load_const_str, name);
    EMIT(store_map);
}

// The function of this definition is on the stack.
static void compile_function_annotations(compiler_t *comp, mp_parse_node_struct_t *pns) {
    mp_parse_node_t *params;
    size_t n = mp_parse_node_extract_list(&pns->nodes[1], PN_typedargslist, &params);
    bool has_dict = false;
    for (size_t i = 0; i < n; i++) {
        if (!MP_PARSE_NODE_IS_STRUCT(params[i])) {
            continue;
        }
        mp_parse_node_struct_t *param = (mp_parse_node_struct_t *)params[i];
        if (MP_PARSE_NODE_STRUCT_KIND(param) == PN_typedargslist_star) {
            if (!MP_PARSE_NODE_IS_STRUCT_KIND(param->nodes[0], PN_tfpdef)) {
                continue;
            }
            param = (mp_parse_node_struct_t *)param->nodes[0];
        } else if (MP_PARSE_NODE_STRUCT_KIND(param) == PN_args_slash) {
            continue;
        }
        compile_parameter_annotation(comp, MP_PARSE_NODE_LEAF_ARG(param->nodes[0]), param->nodes[1], &has_dict);
    }
    compile_parameter_annotation(comp, MP_QSTR_return, pns->nodes[2], &has_dict);
    if (has_dict) {
        emit_syntax(comp, -1, MP_SYNTAX_ANNOTATE_FUNCTION, 0);
    }
}
