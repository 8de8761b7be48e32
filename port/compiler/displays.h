// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Part of the compiler (patches/06-syntax.patch): displays of lists, tuples, sets and
// dicts, with stars in them: [*a, b], {**c, 'd': 1}.
//
// What has no star is made from values on the stack, as upstream has it, so long as
// they are not too many; else a list is begun and goes on by MP_BC_SYNTAX.

// So many items are put on the stack at once for a display, or a call.
#define MAX_ITEMS_AT_ONCE (250)

static bool has_star(size_t n, const mp_parse_node_t *nodes) {
    for (size_t i = 0; i < n; i++) {
        if (MP_PARSE_NODE_IS_STRUCT_KIND(nodes[i], PN_star_expr) || MP_PARSE_NODE_IS_STRUCT_KIND(nodes[i], PN_arglist_star)) {
            return true;
        }
    }
    return false;
}

// Leaves a list on the stack, of items with and without a star.
static void compile_items_to_list(compiler_t *comp, size_t n, const mp_parse_node_t *nodes) {
    size_t pending = 0; // on the stack
    bool is_begun = false;
    for (size_t i = 0; i <= n; i++) {
        bool star = i < n && has_star(1, &nodes[i]);
        if (pending == MAX_ITEMS_AT_ONCE || star || i == n) {
            if (!is_begun) {
                EMIT_ARG(build, pending, MP_EMIT_BUILD_LIST);
                is_begun = true;
            } else if (pending == 1) {
                emit_syntax(comp, -1, MP_SYNTAX_LIST_APPEND, 0);
            } else if (pending != 0) {
                EMIT_ARG(build, pending, MP_EMIT_BUILD_TUPLE);
                emit_syntax(comp, -1, MP_SYNTAX_LIST_EXTEND, 0);
            }
            pending = 0;
        }
        if (star) {
            compile_node(comp, ((mp_parse_node_struct_t *)nodes[i])->nodes[0]);
            emit_syntax(comp, -1, MP_SYNTAX_LIST_EXTEND, 0);
        } else if (i < n) {
            compile_node(comp, nodes[i]);
            pending += 1;
        }
        if (comp->compile_error != MP_OBJ_NULL) {
            if (i < n) {
                compile_error_set_line(comp, nodes[i]);
            }
            return;
        }
    }
}

// Leaves a list, tuple or set of the items on the stack.
static void compile_display(compiler_t *comp, size_t n, const mp_parse_node_t *nodes, int kind) {
    if (n > MAX_ITEMS_AT_ONCE || has_star(n, nodes)) {
        compile_items_to_list(comp, n, nodes);
        if (kind != MP_EMIT_BUILD_LIST) {
            emit_syntax(comp, 0, kind == MP_EMIT_BUILD_TUPLE ? MP_SYNTAX_LIST_TO_TUPLE : MP_SYNTAX_LIST_TO_SET, 0);
        }
    } else {
        for (size_t i = 0; i < n; i++) {
            compile_node(comp, nodes[i]);
        }
        EMIT_ARG(build, n, kind);
    }
}

// What stands in the brackets behind an object: `t[*a]` has a tuple there.
static void compile_index(compiler_t *comp, mp_parse_node_t pn) {
    if (has_star(1, &pn)) {
        compile_display(comp, 1, &pn, MP_EMIT_BUILD_TUPLE);
    } else {
        compile_node(comp, pn);
    }
}

static bool is_dict_item(mp_parse_node_t pn) {
    return MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_dictorsetmaker_item) || MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_dict_star);
}

// Stores into the dict on the stack.
static void compile_dict_item(compiler_t *comp, mp_parse_node_t pn) {
    if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_dict_star)) {
        compile_node(comp, ((mp_parse_node_struct_t *)pn)->nodes[0]);
        emit_syntax(comp, -1, MP_SYNTAX_MAP_UPDATE, 0);
    } else {
        compile_node(comp, pn);
        EMIT(store_map);
    }
}

static void compile_set(compiler_t *comp, mp_parse_node_t first, size_t n, mp_parse_node_t *others) {
    mp_parse_node_t *nodes = m_new(mp_parse_node_t, 1 + n);
    nodes[0] = first;
    memcpy(nodes + 1, others, n * sizeof(mp_parse_node_t));
    compile_display(comp, 1 + n, nodes, MP_EMIT_BUILD_SET);
    m_del(mp_parse_node_t, nodes, 1 + n);
}
