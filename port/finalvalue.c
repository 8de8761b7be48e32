// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A program whose last statement is an expression has a value, as a cell of a
// notebook has. Before compilation that statement `E` becomes `<value> = E`,
// under a name that no program can write; nothing else runs differently.

#include "py/obj.h"
#include "py/parse.h"
#include "py/runtime.h"

#include "port/port.h"

#define VALUE_NAME MP_QSTR__lt_value_gt_

// The kinds of parse nodes, numbered as py/compile.c numbers them.
enum {
#define DEF_RULE(rule, comp, kind, ...) PN_##rule,
#define DEF_RULE_NC(rule, kind, ...)
    #include "py/grammar.h"
#undef DEF_RULE
#undef DEF_RULE_NC
    PN_const_object,
#define DEF_RULE(rule, comp, kind, ...)
#define DEF_RULE_NC(rule, kind, ...) PN_##rule,
    #include "py/grammar.h"
#undef DEF_RULE
#undef DEF_RULE_NC
};

// The last statement below a node that may be a list of statements.
static mp_parse_node_t last_statement(mp_parse_node_t node) {
    while (MP_PARSE_NODE_IS_STRUCT_KIND(node, PN_file_input_2) || MP_PARSE_NODE_IS_STRUCT_KIND(node, PN_simple_stmt_2)) {
        const mp_parse_node_struct_t *list = (const mp_parse_node_struct_t *)node;
        size_t i = MP_PARSE_NODE_STRUCT_NUM_NODES(list);
        node = MP_PARSE_NODE_NULL;
        while (i > 0 && !MP_PARSE_NODE_IS_STRUCT(node)) {
            node = list->nodes[--i]; // blank lines are leaves
        }
    }
    return node;
}

void mph_keep_final_value(mp_parse_tree_t *tree) {
    mp_parse_node_t last = last_statement(tree->root);
    if (MP_PARSE_NODE_IS_STRUCT_KIND(last, PN_expr_stmt)) {
        mp_parse_node_struct_t *statement = (mp_parse_node_struct_t *)last;
        if (MP_PARSE_NODE_IS_NULL(statement->nodes[1])) {
            statement->nodes[1] = statement->nodes[0];
            statement->nodes[0] = mp_parse_node_new_leaf(MP_PARSE_NODE_ID, VALUE_NAME);
        }
    }
}

bool mph_ends_in_compound(const mp_parse_tree_t *tree) {
    mp_parse_node_t last = last_statement(tree->root);
    static const uint8_t kinds[] = {
        PN_if_stmt, PN_while_stmt, PN_for_stmt, PN_try_stmt, PN_with_stmt,
        PN_funcdef, PN_classdef, PN_decorated, PN_async_stmt,
    };
    for (size_t i = 0; i < MP_ARRAY_SIZE(kinds); i++) {
        if (MP_PARSE_NODE_IS_STRUCT_KIND(last, kinds[i])) {
            return true;
        }
    }
    return false;
}

mp_obj_t mph_take_final_value(void) {
    mp_map_elem_t *element = mp_map_lookup(&mp_globals_get()->map,
        MP_OBJ_NEW_QSTR(VALUE_NAME), MP_MAP_LOOKUP_REMOVE_IF_FOUND);
    return element != NULL ? element->value : MP_OBJ_NULL;
}
