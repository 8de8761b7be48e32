// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Sets of characters of regular expressions. Below 128 a set is a table of bits.
// Above, what is a word's character is told by ranges that are none, which is right
// for the letters of living languages but not for each rare sign; digits are those
// of ASCII; case is that of Latin, Greek and Cyrillic letters.

#include <string.h>

#include "port/array.h"
#include "port/re.h"

re_set_t *mph_re_new_set(void) {
    return m_new0(re_set_t, 1);
}

static void add_high(re_set_t *set, uint32_t first, uint32_t last) {
    if (set->n_ranges == set->alloc) {
        size_t alloc = 2 * set->alloc + 4;
        re_range_t *ranges = MPH_NEW_ARRAY(re_range_t, alloc);
        if (set->n_ranges != 0) {
            memcpy(ranges, set->ranges, set->n_ranges * sizeof(re_range_t));
        }
        set->ranges = ranges;
        set->alloc = alloc;
    }
    set->ranges[set->n_ranges++] = (re_range_t) { first, last };
}

static void add_ascii(re_set_t *set, uint32_t c, bool ignore_case) {
    set->ascii[c / 32] |= 1u << c % 32;
    uint32_t other = c ^ 0x20;
    if (ignore_case && (c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        set->ascii[other / 32] |= 1u << other % 32;
    }
}

void mph_re_set_add_range(re_set_t *set, uint32_t first, uint32_t last, uint32_t flags) {
    for (uint32_t c = first; c <= last && c < 128; c++) {
        add_ascii(set, c, flags & RE_IGNORECASE);
    }
    if (last >= 128) {
        add_high(set, first < 128 ? 128 : first, last);
    }
}

static bool is_kind(uint8_t kind, uint32_t c) {
    switch (kind) {
        case RE_DIGIT:
            return c >= '0' && c <= '9';
        case RE_SPACE:
            return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f) || c == 0x85 || c == 0xa0 || c == 0x1680
                   || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
        default:
            return mph_re_is_word(c, false);
    }
}

// With RE_ASCII there is nothing above 128 in a kind, and all of it in its opposite.
void mph_re_set_add_kind(re_set_t *set, uint8_t kind, uint32_t flags) {
    bool opposite = (kind & (RE_NOT_WORD | RE_NOT_DIGIT | RE_NOT_SPACE)) != 0;
    uint8_t plain = opposite ? kind >> 1 : kind;
    bool ascii_only = flags & RE_ASCII;
    for (uint32_t c = 0; c < 128; c++) {
        bool in = is_kind(plain, c) && !(ascii_only && plain == RE_SPACE && c >= 0x1c && c <= 0x1f);
        if (in != opposite) {
            add_ascii(set, c, false);
        }
    }
    if (!ascii_only) {
        set->kinds |= kind;
    } else if (opposite) {
        add_high(set, 128, 0x10ffff);
    }
}

void mph_re_set_finish(re_set_t *set, bool negated, bool ignore_case, bool is_bytes) {
    set->negated = negated;
    set->ignore_case = ignore_case && !is_bytes;
    if (negated) {
        for (unsigned i = 0; i < 4; i++) {
            set->ascii[i] = ~set->ascii[i];
        }
    }
}

static bool in_ranges(const re_set_t *set, uint32_t c) {
    for (size_t i = 0; i < set->n_ranges; i++) {
        if (c >= set->ranges[i].first && c <= set->ranges[i].last) {
            return true;
        }
    }
    return false;
}

static uint32_t unfold(uint32_t c);

bool mph_re_set_has_high(const re_set_t *set, uint32_t c) {
    bool in = in_ranges(set, c);
    if (!in && set->ignore_case) {
        in = in_ranges(set, mph_re_fold(c)) || in_ranges(set, unfold(c));
    }
    for (uint8_t kind = RE_WORD; !in && kind <= RE_SPACE; kind <<= 2) {
        in = (set->kinds & kind && is_kind(kind, c)) || (set->kinds & kind << 1 && !is_kind(kind, c));
    }
    return in != set->negated;
}

// What is not a part of words, above ASCII: punctuation, symbols, spaces, signs.
static const re_range_t no_words[] = {
    { 0x80, 0xa9 }, { 0xab, 0xb1 }, { 0xb4, 0xb4 }, { 0xb6, 0xb8 }, { 0xbb, 0xbb }, { 0xbf, 0xbf }, { 0xd7, 0xd7 }, { 0xf7, 0xf7 },
    { 0x2c2, 0x2c5 }, { 0x2d2, 0x2df }, { 0x300, 0x36f }, { 0x37e, 0x37e }, { 0x387, 0x387 }, { 0x55a, 0x55f }, { 0x589, 0x5cf },
    { 0x5f3, 0x61f }, { 0x64b, 0x65f }, { 0x66a, 0x66d }, { 0x6d4, 0x6d4 }, { 0x964, 0x965 }, { 0xe3f, 0xe3f }, { 0x1680, 0x1680 },
    { 0x2000, 0x206f }, { 0x207a, 0x207e }, { 0x208a, 0x208f }, { 0x20a0, 0x20ff }, { 0x2100, 0x2101 }, { 0x2190, 0x245f },
    { 0x249c, 0x24e9 }, { 0x2500, 0x2775 }, { 0x2794, 0x2bff }, { 0x2e00, 0x2e2e }, { 0x2e30, 0x3004 }, { 0x3008, 0x3020 }, { 0x3030, 0x3030 },
    { 0x303d, 0x303f }, { 0x309b, 0x309c }, { 0x30a0, 0x30a0 }, { 0x30fb, 0x30fb }, { 0xe000, 0xf8ff }, { 0xfd3e, 0xfd4f }, { 0xfe00, 0xfe6f },
    { 0xfeff, 0xff0f }, { 0xff1a, 0xff20 }, { 0xff3b, 0xff40 }, { 0xff5b, 0xff65 }, { 0xffe0, 0xffff }, { 0x1f000, 0x1f0ff },
    { 0x1f10d, 0x1ffff }, { 0xe0000, 0x10ffff },
};

bool mph_re_is_word(uint32_t c, bool ascii_only) {
    if (c < 128) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    size_t low = 0, high = MP_ARRAY_SIZE(no_words);
    while (low < high && !ascii_only) {
        size_t middle = (low + high) / 2;
        if (c < no_words[middle].first) {
            high = middle;
        } else if (c > no_words[middle].last) {
            low = middle + 1;
        } else {
            return false;
        }
    }
    return !ascii_only;
}

// Letters whose other case lies at a distance, or is their neighbour.
static const struct {
    uint32_t first, last, distance; // 1: each second one is the lower case of that before
} cases[] = {
    { 'A', 'Z', 32 }, { 0xc0, 0xd6, 32 }, { 0xd8, 0xde, 32 }, { 0x100, 0x137, 1 }, { 0x139, 0x148, 1 }, { 0x14a, 0x177, 1 },
    { 0x179, 0x17e, 1 }, { 0x386, 0x386, 38 }, { 0x388, 0x38a, 37 }, { 0x391, 0x3a1, 32 }, { 0x3a3, 0x3ab, 32 }, { 0x400, 0x40f, 80 },
    { 0x410, 0x42f, 32 }, { 0x460, 0x481, 1 }, { 0x48a, 0x4bf, 1 }, { 0x4d0, 0x52f, 1 }, { 0x531, 0x556, 48 }, { 0x1e00, 0x1e95, 1 },
    { 0x1ea0, 0x1eff, 1 }, { 0xff21, 0xff3a, 32 },
};

uint32_t mph_re_fold(uint32_t c) {
    for (size_t i = 0; i < MP_ARRAY_SIZE(cases) && c >= cases[i].first; i++) {
        if (c <= cases[i].last) {
            bool upper = cases[i].distance != 1 || (c - cases[i].first) % 2 == 0;
            return upper ? c + cases[i].distance : c;
        }
    }
    return c;
}

// To upper case.
static uint32_t unfold(uint32_t c) {
    for (size_t i = 0; i < MP_ARRAY_SIZE(cases); i++) {
        uint32_t upper = c - cases[i].distance;
        if (upper >= cases[i].first && upper <= cases[i].last && mph_re_fold(upper) == c) {
            return upper;
        }
    }
    return c;
}
