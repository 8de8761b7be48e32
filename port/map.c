// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Dicts that keep their order: a table has its entries as they came, so that upstream's
// code which walks one, from its first place to its last, needs no change. How it lies
// in memory, maptable.h says. A program's __hash__ and __eq__ may change the table in
// which a key is looked for: what they can do harm by is an exception.

#include <string.h>

#include "py/objstr.h"

#include "port/fastpaths.h"
#include "port/map.h"
#include "port/maptable.h"

// ---- comparisons ----

static MP_NORETURN void raise_changed(void) {
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("changed size while a key was looked for"));
}

// A key's __eq__ may free or move the table, into which the caller has pointers.
static MP_NOINLINE bool equal_by_program(const mp_map_t *map, size_t entry, mp_obj_t key) {
    mp_map_t before = *map;
    mp_obj_t own = map->table[entry].key;
    bool equal = mph_equal(own, key);
    if (map->table != before.table || map->alloc != before.alloc || map->used != before.used || map->table[entry].key != own) {
        raise_changed();
    }
    return equal;
}

static inline bool is_key(const mp_map_t *map, size_t entry, mp_obj_t key) {
    mp_obj_t own = map->table[entry].key;
    if (own == key) {
        return true;
    }
    if (own == MP_OBJ_SENTINEL || own == MP_OBJ_NULL) {
        return false; // it was removed
    }
    if ((mp_obj_is_small_int(own) && mp_obj_is_small_int(key)) || (mp_obj_is_qstr(own) && mp_obj_is_qstr(key))) {
        return false;
    }
    if (mp_obj_is_exact_type(key, &mp_type_str) && (mp_obj_is_qstr(own) || mp_obj_is_exact_type(own, &mp_type_str))) {
        return mp_obj_str_equal(own, key);
    }
    return equal_by_program(map, entry, key);
}

// ---- looking a key up in the index ----

// Where a key was found, or SIZE_MAX.
typedef struct _place_t {
    size_t entry;
    size_t slot;
} place_t;

static const place_t nowhere = { SIZE_MAX, SIZE_MAX };

// For names among names, which only their own addresses are equal to.
static inline place_t find_same(const mp_map_t *map, mp_obj_t key, uint32_t hash, bool narrow) {
    unsigned bits = number_bits(map);
    size_t at = first_slot(map, hash);
    for (;;) {
        uint32_t slot = load_slot(map, at, narrow);
        if (slot == 0) {
            return nowhere;
        }
        size_t entry = (slot & ((1u << bits) - 1)) >> 1;
        if (map->table[entry].key == key) {
            return (place_t) { entry, at };
        }
        at = next_slot(map, at);
    }
}

static inline place_t find_equal(const mp_map_t *map, mp_obj_t key, uint32_t hash, bool narrow) {
    unsigned bits = number_bits(map);
    uint32_t expected = hash << bits;
    size_t at = first_slot(map, hash);
    for (;;) {
        uint32_t slot = load_slot(map, at, narrow);
        if (slot == 0) {
            return nowhere;
        }
        uint32_t difference = slot ^ expected;
        if (narrow) {
            difference = (uint16_t)difference;
        }
        size_t entry = (slot & ((1u << bits) - 1)) >> 1;
        if (difference >> bits == 0 && is_key(map, entry, key)) {
            return (place_t) { entry, at };
        }
        at = next_slot(map, at);
    }
}

static void enter_slot(mp_map_t *map, size_t entry, uint32_t hash) {
    size_t at = first_slot(map, hash);
    bool narrow = is_narrow(map);
    while (load_slot(map, at, narrow) != 0) {
        at = next_slot(map, at);
    }
    store_slot(map, at, hash << number_bits(map) | entry << 1 | 1);
    tail_of(map)->slots_used += 1;
}

// ---- making and growing ----

static void use_table(mp_map_t *map, size_t alloc, mp_map_elem_t *table, bool is_ordered) {
    map->alloc = alloc;
    map->table = table;
    map->is_ordered = is_ordered;
}

void mp_map_init(mp_map_t *map, size_t n) {
    *map = (mp_map_t) { .all_keys_are_qstrs = 1, .is_ordered = 1 };
    if (n > MOST_UNINDEXED) {
        size_t alloc = fitting(n);
        use_table(map, alloc, m_malloc0(table_bytes(alloc)), false);
    } else if (n != 0) {
        size_t alloc = (n + 1) & ~1; // two to a block
        use_table(map, alloc, m_new0(mp_map_elem_t, alloc), true);
    }
}

void mp_map_init_fixed_table(mp_map_t *map, size_t n, const mp_obj_t *table) {
    *map = (mp_map_t) { .all_keys_are_qstrs = 1, .is_fixed = 1, .is_ordered = 1, .used = n, .alloc = n, .table = (mp_map_elem_t *)table };
}

void mp_map_deinit(mp_map_t *map) {
    if (!map->is_fixed) {
        m_del(mp_map_elem_t, map->table, map->alloc);
    }
    *map = (mp_map_t) { .all_keys_are_qstrs = 1, .is_ordered = 1 };
}

void mp_map_clear(mp_map_t *map) {
    mp_map_deinit(map);
}

void mph_map_copy(mp_map_t *map, const mp_map_t *from) {
    if (from->alloc == 0) {
        mp_map_init(map, 0);
        return;
    }
    // The words, as they are. `from` is no longer than it was.
    size_t bytes = from->is_ordered ? from->alloc * sizeof(mp_map_elem_t) : table_bytes(from->alloc);
    void *table = m_malloc(bytes);
    *map = *from;
    map->is_fixed = 0;
    map->table = memcpy(table, from->table, bytes);
}

// Builds the table anew, with room for so many entries and an index.
static MP_NOINLINE void rebuild(mp_map_t *map, size_t wanted) {
    mp_map_t before = *map;
    mp_map_t after = before;
    size_t alloc = fitting(wanted);
    use_table(&after, alloc, m_malloc0(table_bytes(alloc)), false);
    size_t count = 0;
    for (size_t i = 0; i < before.alloc; i++) {
        mp_map_elem_t entry = before.table[i];
        if (entry.key == MP_OBJ_NULL) {
            break;
        }
        if (entry.key == MP_OBJ_SENTINEL) {
            continue;
        }
        uint32_t hash = hash_of(entry.key);
        if (map->table != before.table || map->alloc != before.alloc || map->used != before.used || count == alloc) {
            raise_changed();
        }
        after.table[count] = entry;
        enter_slot(&after, count, hash);
        count += 1;
    }
    tail_of(&after)->filled = count;
    after.used = count;
    *map = after;
    m_del(mp_map_elem_t, before.table, before.alloc);
}

// Large tables grow by a half, so that growing takes less at its height.
static size_t grown(size_t used) {
    return used < 4 * MOST_NARROW ? 2 * used + 1 : used + used / 2;
}

static mp_map_elem_t *add_unindexed(mp_map_t *map, mp_obj_t name) {
    if (map->used == map->alloc) {
        size_t alloc = map->alloc + 2;
        map->table = m_renew(mp_map_elem_t, map->table, map->alloc, alloc);
        memset(&map->table[map->alloc], 0, 2 * sizeof(mp_map_elem_t));
        map->alloc = alloc;
    }
    mp_map_elem_t *entry = &map->table[map->used++];
    entry->key = name;
    return entry;
}

static mp_map_elem_t *add(mp_map_t *map, mp_obj_t key, uint32_t hash) {
    if (map->is_ordered) {
        bool is_name = mp_obj_is_qstr(key) && map->all_keys_are_qstrs;
        if (is_name && (map->used < map->alloc || map->alloc < MOST_UNINDEXED)) {
            return add_unindexed(map, key);
        }
        rebuild(map, map->used < map->alloc ? map->alloc : grown(map->used));
    } else {
        tail_t *tail = tail_of(map);
        if (tail->filled == map->alloc || tail->slots_used + 1 == slots_of(map->alloc)) {
            rebuild(map, grown(map->used));
        }
    }
    size_t at = tail_of(map)->filled++;
    enter_slot(map, at, hash);
    map->used += 1;
    if (!mp_obj_is_qstr(key)) {
        map->all_keys_are_qstrs = 0;
    }
    map->table[at] = (mp_map_elem_t) { key, MP_OBJ_NULL };
    return &map->table[at];
}

// ---- removing ----

// Frees the last entry for another, with those before it that were removed.
static void trim(mp_map_t *map) {
    tail_t *tail = tail_of(map);
    while (tail->filled > 0 && map->table[tail->filled - 1].key == MP_OBJ_SENTINEL) {
        tail->filled -= 1;
        map->table[tail->filled].key = MP_OBJ_NULL;
    }
}

// A slot before an empty one is needed for nothing else.
static void drop_slot(mp_map_t *map, size_t at) {
    if (load_slot(map, next_slot(map, at), is_narrow(map)) == 0) {
        store_slot(map, at, 0);
        tail_of(map)->slots_used -= 1;
    }
}

// The entry's value stays where it is, for the caller to take.
static mp_map_elem_t *remove_at(mp_map_t *map, place_t place) {
    mp_map_elem_t *entry = &map->table[place.entry];
    map->used -= 1;
    if (map->is_ordered) {
        mp_obj_t value = entry->value;
        memmove(entry, entry + 1, (map->used - place.entry) * sizeof(*entry));
        entry = &map->table[map->used];
        *entry = (mp_map_elem_t) { MP_OBJ_NULL, value };
        return entry;
    }
    entry->key = MP_OBJ_SENTINEL;
    if (place.slot != SIZE_MAX) {
        drop_slot(map, place.slot);
    }
    if (place.entry + 1 == tail_of(map)->filled) {
        trim(map);
    }
    return entry;
}

mp_map_elem_t mph_map_pop_last(mp_map_t *map) {
    place_t place = { map->is_ordered ? map->used - 1 : tail_of(map)->filled - 1, SIZE_MAX };
    mp_map_elem_t last = map->table[place.entry];
    if (!map->is_ordered && is_simple(last.key)) {
        place = find_same(map, last.key, hash_of(last.key), is_narrow(map));
    }
    remove_at(map, place)->value = MP_OBJ_NULL;
    return last;
}

// ---- looking up ----

#define CACHED_AT(key) (MP_STATE_VM(map_lookup_cache)[((uintptr_t)(key) >> 2) % MICROPY_OPT_MAP_LOOKUP_CACHE_SIZE])

// Finds a name among names. It calls nothing that may collect, so it needs no
// frame on the stack.
static inline place_t find_name(const mp_map_t *map, mp_obj_t name, uint32_t hash) {
    if (map->is_ordered) {
        for (const mp_map_elem_t *entry = map->table, *end = entry + map->used; entry < end; entry++) {
            if (entry->key == name) {
                return (place_t) { entry - map->table, SIZE_MAX };
            }
        }
        return nowhere;
    }
    return is_narrow(map) ? find_same(map, name, hash, true) : find_same(map, name, hash, false);
}

static inline mp_map_elem_t *look_up_name(mp_map_t *map, mp_obj_t name, mp_map_lookup_kind_t kind) {
    uint32_t hash = map->is_ordered && kind != MP_MAP_LOOKUP_ADD_IF_NOT_FOUND ? 0 : hash_of(name);
    place_t place = find_name(map, name, hash);
    if (place.entry == SIZE_MAX) {
        return kind == MP_MAP_LOOKUP_ADD_IF_NOT_FOUND ? add(map, name, hash) : NULL;
    }
    if (kind == MP_MAP_LOOKUP_REMOVE_IF_FOUND) {
        return remove_at(map, place);
    }
    CACHED_AT(name) = place.entry & 0xff;
    return &map->table[place.entry];
}

// Finds an object that is no name, and for which there is no index.
static place_t look_through(const mp_map_t *map, mp_obj_t key, uint32_t hash) {
    for (size_t i = 0; i < map->used && i < map->alloc; i++) {
        if (hash_of(map->table[i].key) == hash && is_key(map, i, key)) {
            return (place_t) { i, SIZE_MAX };
        }
    }
    return nowhere;
}

static MP_NOINLINE mp_map_elem_t *look_up_object(mp_map_t *map, mp_obj_t key, mp_map_lookup_kind_t kind) {
    if (map->alloc == 0 && mph_map_is_elsewhere(map)) {
        return mp_map_lookup(mph_map_in_use(map), key, kind);
    }
    size_t alloc_before = map->alloc;
    uint32_t hash = hash_of(key);
    if (map->alloc == 0 && alloc_before != 0) {
        raise_changed();
    }
    place_t place;
    if (map->is_ordered) {
        // Tables without an index have names for keys, but for those of calls.
        bool equals_no_name = map->all_keys_are_qstrs && mp_obj_is_small_int(key);
        place = equals_no_name ? nowhere : look_through(map, key, hash);
    } else {
        place = is_narrow(map) ? find_equal(map, key, hash, true) : find_equal(map, key, hash, false);
    }
    if (place.entry == SIZE_MAX) {
        return kind == MP_MAP_LOOKUP_ADD_IF_NOT_FOUND ? add(map, key, hash) : NULL;
    }
    return kind == MP_MAP_LOOKUP_REMOVE_IF_FOUND ? remove_at(map, place) : &map->table[place.entry];
}

mp_map_elem_t *mp_map_lookup(mp_map_t *map, mp_obj_t key, mp_map_lookup_kind_t kind) {
    if (mp_obj_is_qstr(key)) {
        if (kind != MP_MAP_LOOKUP_REMOVE_IF_FOUND) {
            size_t at = CACHED_AT(key);
            if (at < map->alloc && map->table[at].key == key) {
                return &map->table[at];
            }
        }
        if (map->all_keys_are_qstrs) {
            return look_up_name(map, key, kind);
        }
    } else if (map->all_keys_are_qstrs && mp_obj_is_exact_type(key, &mp_type_str)) {
        // A text equals a name only if it is interned itself.
        GET_STR_DATA_LEN(key, text, length);
        qstr name = qstr_find_strn((const char *)text, length);
        if (name != MP_QSTRnull) {
            return look_up_name(map, MP_OBJ_NEW_QSTR(name), kind);
        }
        return kind == MP_MAP_LOOKUP_ADD_IF_NOT_FOUND ? add(map, key, hash_of(key)) : NULL;
    }
    return look_up_object(map, key, kind);
}

// ---- order ----

// Puts a new table in place of the old one, with one entry first.
static void move_to_front(mp_map_t *map, size_t first) {
    mp_map_t before = *map;
    mp_map_t after;
    mp_map_init(&after, 0);
    mp_map_lookup(&after, before.table[first].key, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND)->value = before.table[first].value;
    for (size_t i = 0; i < before.alloc; i++) {
        if (i == first || !mp_map_slot_is_filled(&before, i)) {
            continue;
        }
        mp_map_elem_t entry = before.table[i];
        mp_map_lookup(&after, entry.key, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND)->value = entry.value;
        if (map->table != before.table || map->alloc != before.alloc || map->used != before.used) {
            raise_changed();
        }
    }
    *map = after;
    m_del(mp_map_elem_t, before.table, before.alloc);
}

bool mph_map_move_to_end(mp_map_t *map, mp_obj_t key, bool last) {
    mp_map_elem_t *found = mp_map_lookup(map, key, MP_MAP_LOOKUP);
    if (found == NULL) {
        return false;
    }
    if (!last) {
        move_to_front(map, found - map->table);
        return true;
    }
    mp_map_elem_t entry = *found;
    mp_map_elem_t *removed = mp_map_lookup(map, key, MP_MAP_LOOKUP_REMOVE_IF_FOUND);
    if (removed != NULL) {
        removed->value = MP_OBJ_NULL;
    }
    mp_map_lookup(map, entry.key, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND)->value = entry.value;
    return true;
}
