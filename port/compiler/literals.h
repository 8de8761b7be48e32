// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Part of the compiler (patches/06-syntax.patch): values in patterns, which are equal to
// the subject or not.

// A name with dots in it.
static void compile_dotted_value(compiler_t *comp, mp_parse_node_t pn) {
    mp_parse_node_t *parts;
    size_t n = mp_parse_node_extract_list(&pn, PN_dotted_name, &parts);
    compile_load_id(comp, MP_PARSE_NODE_LEAF_ARG(parts[0]));
    for (size_t i = 1; i < n; i++) {
        EMIT_ARG(attr, MP_PARSE_NODE_LEAF_ARG(parts[i]), MP_EMIT_ATTR_LOAD);
    }
}

static bool is_imaginary(mp_parse_node_t pn) {
    #if MICROPY_PY_BUILTINS_COMPLEX
    return MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_const_object)
        && mp_obj_is_type(mp_parse_node_extract_const_object((mp_parse_node_struct_t *)pn), &mp_type_complex);
    #else
    (void)pn;
    return true;
    #endif
}

static void compile_pattern_number(compiler_t *comp, mp_parse_node_t pn) {
    if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern_number)) {
        mp_parse_node_struct_t *pns = (mp_parse_node_struct_t *)pn;
        mp_parse_node_struct_t *imaginary = (mp_parse_node_struct_t *)pns->nodes[1];
        if (!is_imaginary(imaginary->nodes[1]) || is_imaginary(pns->nodes[0])) {
            compile_syntax_error(comp, pn, MP_ERROR_TEXT("imaginary number required in complex literal"));
            return;
        }
        compile_pattern_number(comp, pns->nodes[0]);
        compile_node(comp, imaginary->nodes[1]);
        EMIT_ARG(binary_op, MP_PARSE_NODE_IS_TOKEN_KIND(imaginary->nodes[0], MP_TOKEN_OP_PLUS) ? MP_BINARY_OP_ADD : MP_BINARY_OP_SUBTRACT);
    } else if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern_minus)) {
        compile_node(comp, ((mp_parse_node_struct_t *)pn)->nodes[0]);
        EMIT_ARG(unary_op, MP_UNARY_OP_NEGATIVE);
    } else {
        compile_node(comp, pn); // a literal
    }
}

static bool is_literal(mp_parse_node_t pn) {
    if (MP_PARSE_NODE_IS_STRUCT(pn)) {
        int kind = MP_PARSE_NODE_STRUCT_KIND((mp_parse_node_struct_t *)pn);
        return kind == PN_const_object || kind == PN_pattern_number || kind == PN_pattern_minus;
    }
    return !MP_PARSE_NODE_IS_ID(pn);
}
