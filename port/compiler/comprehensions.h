// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Part of the compiler (patches/06-syntax.patch): what a comprehension does, in the
// function that stands for it.
//
// One that awaits something, or has `async for`, is a generator, of which the function
// around it asks for the result as `await` does.

// Puts what is iterated over, which is on the stack, into the form that the loop
// takes; returns how many places that has on the stack.
static size_t compile_comp_iterator(compiler_t *comp, mp_parse_node_struct_t *pns_comp_for) {
    if (!IS_COMP_ASYNC((mp_parse_node_t)pns_comp_for)) {
        EMIT_ARG(get_iter, true);
        return MP_OBJ_ITER_BUF_NSLOTS;
    }
    scope_t *scope = mark_awaiting(comp, (mp_parse_node_t)pns_comp_for);
    if (scope != NULL && !(scope->scope_flags & MP_SCOPE_FLAG_GENERATOR)) {
        compile_syntax_error(comp, (mp_parse_node_t)pns_comp_for, MP_ERROR_TEXT("asynchronous comprehension outside of an asynchronous function"));
    }
    EMIT_ARG(load_method, MP_QSTR___aiter__, false);
    EMIT_ARG(call_method, 0, 0, 0);
    return 1;
}

// Awaits the next item and stores it, or goes to the label.
static void compile_comp_async_next(compiler_t *comp, mp_parse_node_t pn_target, uint l_end) {
    if (mark_awaiting(comp, pn_target) == NULL) {
        return;
    }
    uint l_except = comp_next_label(comp);
    uint l_again = comp_next_label(comp);
    uint l_body = comp_next_label(comp);
    compile_increase_except_level(comp, l_except, MP_EMIT_SETUP_BLOCK_EXCEPT);
    EMIT(dup_top);
    compile_await_object_method(comp, MP_QSTR___anext__);
    c_assign(comp, pn_target, ASSIGN_STORE);
    EMIT_ARG(pop_except_jump, l_body, false);

    EMIT_ARG(label_assign, l_except);
    EMIT(start_except_handler);
    EMIT(dup_top);
    EMIT_LOAD_GLOBAL(MP_QSTR_StopAsyncIteration);
    EMIT_ARG(binary_op, MP_BINARY_OP_EXCEPTION_MATCH);
    EMIT_ARG(pop_jump_if, false, l_again);
    EMIT(pop_top);
    EMIT_ARG(pop_except_jump, l_end, true);

    EMIT_ARG(label_assign, l_again);
    EMIT_ARG(adjust_stack_size, 1); // the exception
    compile_decrease_except_level(comp);
    EMIT(end_except_handler);
    EMIT_ARG(label_assign, l_body);
}

// The iterators of the loops so far have so many places on the stack above the
// collection that is made, without that of this loop.
static void compile_scope_comp_iter(compiler_t *comp, mp_parse_node_struct_t *pns_comp_for, mp_parse_node_t pn_inner_expr, size_t places) {
    bool is_async = IS_COMP_ASYNC((mp_parse_node_t)pns_comp_for);
    places += is_async ? 1 : MP_OBJ_ITER_BUF_NSLOTS;
    uint l_top = comp_next_label(comp);
    uint l_end = comp_next_label(comp);
    EMIT_ARG(label_assign, l_top);
    if (is_async) {
        compile_comp_async_next(comp, pns_comp_for->nodes[0], l_end);
    } else {
        EMIT_ARG(for_iter, l_end);
        c_assign(comp, pns_comp_for->nodes[0], ASSIGN_STORE);
    }
    mp_parse_node_t pn_iter = pns_comp_for->nodes[2];
    while (MP_PARSE_NODE_IS_STRUCT_KIND(pn_iter, PN_comp_if)) {
        mp_parse_node_struct_t *pns_comp_if = (mp_parse_node_struct_t *)pn_iter;
        c_if_cond(comp, pns_comp_if->nodes[0], false, l_top);
        pn_iter = pns_comp_if->nodes[1];
    }
    if (MP_PARSE_NODE_IS_NULL(pn_iter)) {
        compile_node(comp, pn_inner_expr);
        if (comp->scope_cur->kind == SCOPE_GEN_EXPR) {
            EMIT_ARG(yield, MP_EMIT_YIELD_VALUE);
            reserve_labels_for_native(comp, 1);
            EMIT(pop_top);
        } else {
            EMIT_ARG(store_comp, comp->scope_cur->kind, places + 1);
        }
    } else {
        mp_parse_node_struct_t *pns_inner = (mp_parse_node_struct_t *)pn_iter;
        compile_node(comp, pns_inner->nodes[1]);
        compile_comp_iterator(comp, pns_inner);
        compile_scope_comp_iter(comp, pns_inner, pn_inner_expr, places);
    }
    EMIT_ARG(jump, l_top);
    EMIT_ARG(label_assign, l_end);
    if (is_async) {
        EMIT(pop_top);
    } else {
        EMIT(for_iter_end);
    }
}
