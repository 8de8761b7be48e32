// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What is known of a regular expression before it runs: how long what it matches is,
// and how that can begin.

#include "py/unicode.h"

#include "port/re.h"

static uint64_t limited(uint64_t width) {
    return width < RE_NO_LIMIT ? width : RE_NO_LIMIT;
}

void mph_re_width(const re_node_t *node, uint64_t *min, uint64_t *max) {
    *min = *max = 0;
    switch (node->kind) {
        case RE_CHAR:
        case RE_ANY:
        case RE_ANY_ALL:
        case RE_SET:
            *min = *max = 1;
            break;
        case RE_BACKREF:
            *max = RE_NO_LIMIT;
            break;
        case RE_SEQUENCE:
        case RE_CHOICE:
        case RE_COND:
            for (const re_node_t *child = node->child; child != NULL; child = child->next) {
                uint64_t child_min, child_max;
                mph_re_width(child, &child_min, &child_max);
                if (node->kind == RE_SEQUENCE) {
                    *min = limited(*min + child_min);
                    *max = limited(*max + child_max);
                } else {
                    *min = child == node->child || child_min < *min ? child_min : *min;
                    *max = child_max > *max ? child_max : *max;
                }
            }
            break;
        case RE_GROUP:
        case RE_ATOMIC:
            mph_re_width(node->child, min, max);
            break;
        case RE_REPEAT:
            mph_re_width(node->child, min, max);
            *min = limited(*min * node->min);
            *max = *max == 0 ? 0 : limited(*max * node->max);
    }
}

static void add_first(re_program_t *program, unsigned first, unsigned last) {
    for (unsigned c = first; c <= last; c++) {
        program->first[c / 32] |= 1u << c % 32;
    }
}

static void add_first_char(re_program_t *program, uint32_t c) {
    if (c >= 128 && !program->is_bytes) {
        add_first(program, 0xc0, 0xff);
    } else {
        add_first(program, c, c);
    }
}

bool mph_re_find_first(re_program_t *program, const re_node_t *node) {
    switch (node->kind) {
        case RE_EMPTY:
        case RE_ASSERT:
        case RE_LOOK:
            return true;
        case RE_CHAR:
            add_first_char(program, node->value);
            if (node->ignore_case && node->value < 128 && unichar_isalpha(node->value)) {
                add_first_char(program, node->value ^ 0x20);
            }
            return false;
        case RE_ANY:
            add_first(program, 0, '\n' - 1);
            add_first(program, '\n' + 1, 255);
            return false;
        case RE_SET:
            for (unsigned c = 0; c < 128; c++) {
                if (mph_re_set_has(node->set, c)) {
                    add_first(program, c, c);
                }
            }
            add_first(program, 128, 255);
            return false;
        case RE_SEQUENCE:
            for (const re_node_t *child = node->child; child != NULL; child = child->next) {
                if (!mph_re_find_first(program, child)) {
                    return false;
                }
            }
            return true;
        case RE_CHOICE:
        case RE_COND: {
            bool empty = false;
            for (const re_node_t *child = node->child; child != NULL; child = child->next) {
                empty |= mph_re_find_first(program, child);
            }
            return empty;
        }
        case RE_REPEAT:
            return mph_re_find_first(program, node->child) || node->min == 0;
        case RE_GROUP:
        case RE_ATOMIC:
            return mph_re_find_first(program, node->child);
        default:
            add_first(program, 0, 255);
            return node->kind == RE_BACKREF;
    }
}
