#include "base/automaton.h"

#include "base/memory.h"

#include <stdbool.h>

struct automaton_node {
    uint32_t parent, code; /* how it is reached */
    uint32_t depth;
    uint32_t word;    /* that ends here; automaton_none */
    uint32_t fail;    /* the longest other state that ends alike */
    uint32_t shorter; /* of those the longest in which a word ends; 0: none */
};

struct automaton_edge {
    uint64_t key;  /* node and code */
    uint32_t node; /* the node behind; 0: no edge */
};

static uint64_t edge_key(uint32_t node, uint32_t code)
{
    return (uint64_t)node << 21 | code;
}

static struct automaton_edge *edge_of(const struct automaton *a, uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = (size_t)(hash >> 32) & (a->edges_cap - 1);; i = (i + 1) & (a->edges_cap - 1)) {
        struct automaton_edge *edge = &a->edges[i];
        if (!edge->node || edge->key == key)
            return edge;
    }
}

static void grow(struct automaton *a)
{
    struct automaton bigger = {.edges_cap = a->edges_cap ? a->edges_cap * 2 : 64};
    bigger.edges = memory_new(bigger.edges_cap, sizeof *bigger.edges);
    for (size_t i = 0; i < a->edges_cap; i++)
        if (a->edges[i].node)
            *edge_of(&bigger, a->edges[i].key) = a->edges[i];
    memory_free(a->edges);
    a->edges = bigger.edges;
    a->edges_cap = bigger.edges_cap;
}

/* There is a root, and room for an edge more. */
static void make_room(struct automaton *a)
{
    if (!a->nodes.len)
        memory_push(&a->nodes, (struct automaton_node){.word = automaton_none});
    if (a->edges_len * 2 >= a->edges_cap)
        grow(a);
}

uint32_t automaton_add(struct automaton *a, const uint32_t *codes, size_t len)
{
    uint32_t node = 0;
    for (size_t i = 0; i < len; i++) {
        make_room(a);
        struct automaton_edge *edge = edge_of(a, edge_key(node, codes[i]));
        if (!edge->node) {
            struct automaton_node new = {
                .parent = node, .code = codes[i], .depth = (uint32_t)i + 1, .word = automaton_none};
            *edge = (struct automaton_edge){edge_key(node, codes[i]), (uint32_t)a->nodes.len};
            a->edges_len++;
            memory_push(&a->nodes, new);
        }
        node = edge->node;
    }
    if (a->nodes.items[node].word == automaton_none)
        a->nodes.items[node].word = a->words++;
    return a->nodes.items[node].word;
}

/* The numbers of the nodes, those nearer to the root first. The caller frees. */
static uint32_t *by_depth(const struct automaton *a)
{
    uint32_t deepest = 0;
    for (size_t i = 0; i < a->nodes.len; i++)
        if (a->nodes.items[i].depth > deepest)
            deepest = a->nodes.items[i].depth;
    uint32_t *first = memory_new(deepest + 2u, sizeof *first);
    uint32_t *order = memory_new(a->nodes.len, sizeof *order);
    for (size_t i = 0; i < a->nodes.len; i++)
        first[a->nodes.items[i].depth + 1]++;
    for (uint32_t depth = 0; depth <= deepest; depth++)
        first[depth + 1] += first[depth];
    for (size_t i = 0; i < a->nodes.len; i++)
        order[first[a->nodes.items[i].depth]++] = (uint32_t)i;
    memory_free(first);
    return order;
}

void automaton_finish(struct automaton *a)
{
    make_room(a);
    uint32_t *order = by_depth(a);
    for (size_t i = 1; i < a->nodes.len; i++) { /* the root is first */
        struct automaton_node *node = &a->nodes.items[order[i]];
        if (node->depth > 1)
            node->fail = automaton_step(a, a->nodes.items[node->parent].fail, node->code);
        const struct automaton_node *fail = &a->nodes.items[node->fail];
        node->shorter = fail->word != automaton_none ? node->fail : fail->shorter;
    }
    memory_free(order);
}

uint32_t automaton_step(const struct automaton *a, uint32_t state, uint32_t code)
{
    for (;;) {
        uint32_t node = edge_of(a, edge_key(state, code))->node;
        if (node || !state)
            return node;
        state = a->nodes.items[state].fail;
    }
}

uint32_t automaton_on(const struct automaton *a, uint32_t state, uint32_t code)
{
    return edge_of(a, edge_key(state, code))->node;
}

uint32_t automaton_word(const struct automaton *a, uint32_t state)
{
    return a->nodes.items[state].word;
}

uint32_t automaton_next(const struct automaton *a, uint32_t *state, uint32_t *len)
{
    const struct automaton_node *node = &a->nodes.items[*state];
    if (node->word == automaton_none) {
        node = &a->nodes.items[node->shorter];
        if (!node->depth)
            return automaton_none;
    }
    *len = node->depth;
    *state = node->shorter;
    return node->word;
}

void automaton_free(struct automaton *a)
{
    memory_free(a->nodes.items);
    memory_free(a->edges);
    *a = (struct automaton){0};
}
