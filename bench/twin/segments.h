/* The compiled map as a C program would hold it: ascending starts with a node each, holes among them, and a table over the
 * top bits that narrows the search down. Read from lines of "start,end,node", ascending and disjoint, ends inclusive. */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define TABLE_BITS 15

struct segments {
    uint64_t *starts; /* starts[0] is 0; an answer holds up to the next start */
    int32_t *nodes;
    size_t count;
    uint64_t last; /* the last address that has a node */
    unsigned shift;
    uint32_t table[(1u << TABLE_BITS) + 1]; /* of each 2^shift addresses: where the answer of the first one is */
};

static void segments_append(struct segments *s, uint64_t start, int32_t node)
{
    if (s->count && s->starts[s->count - 1] == start)
        s->count--; /* no hole before it */
    s->starts[s->count] = start;
    s->nodes[s->count++] = node;
}

static void segments_index(struct segments *s)
{
    s->shift = 0;
    while (s->shift < 63 && s->last >> s->shift >= 1u << TABLE_BITS)
        s->shift++;
    size_t at = 0;
    for (uint64_t i = 0; i < 1u << TABLE_BITS; i++) {
        while (at + 1 < s->count && s->starts[at + 1] <= i << s->shift)
            at++;
        s->table[i] = (uint32_t)at;
    }
    s->table[1u << TABLE_BITS] = (uint32_t)(s->count - 1);
}

static struct segments *segments_read(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    size_t lines = 0;
    for (int c; (c = getc(file)) != EOF;)
        lines += c == '\n';
    rewind(file);
    struct segments *s = calloc(1, sizeof *s);
    s->starts = calloc(2 * lines + 2, sizeof *s->starts);
    s->nodes = calloc(2 * lines + 2, sizeof *s->nodes);
    uint64_t start, end;
    int32_t node;
    segments_append(s, 0, -1);
    while (fscanf(file, "%" SCNx64 ",%" SCNx64 ",%" SCNd32, &start, &end, &node) == 3) {
        segments_append(s, start, node);
        if (end != UINT64_MAX)
            segments_append(s, end + 1, -1);
        s->last = end;
    }
    fclose(file);
    segments_index(s);
    return s;
}

static inline int32_t segments_node(const struct segments *s, uint64_t address)
{
    if (address > s->last)
        return -1;
    uint64_t top = address >> s->shift;
    size_t at = s->table[top], n = s->table[top + 1] - at + 1;
    while (n > 1) { /* compiles to conditional moves */
        size_t half = n / 2;
        at = s->starts[at + half] <= address ? at + half : at;
        n -= half;
    }
    return s->nodes[at];
}

#endif
