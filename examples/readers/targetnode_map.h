/* Reads the binary map of GET /api/v1/topologies/{name}/segments, in the format of docs/map-format.md. C99, no other file.
 *
 *     tn_map map;
 *     const char *fault = tn_open(&map, bytes, length);   bytes: the file, mapped or read; must stay in memory
 *     if (!fault) fault = tn_verify(&map);                checks the digest: once, after the download
 *     int32_t node = tn_node(&map, 0x20000000);
 *
 * Look-ups only read the map, so any number of threads may use it.
 */
#ifndef TARGETNODE_MAP_H
#define TARGETNODE_MAP_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TN_NO_NODE (-1)           /* NUMA_NO_NODE: the address has no node */
#define TN_NOT_IN_MAP INT32_MIN   /* the map is partial and has no answer for the address */

enum { TN_HEADER_BYTES = 384, TN_SEGMENT_BYTES = 24, TN_DIGEST_BYTES = 32 };

typedef struct {
    const unsigned char *bytes, *segments;
    uint64_t length, count;
    uint64_t first, last;         /* the addresses that it covers, inclusive */
    uint32_t stride, revision;
    int one_node_only;            /* 1: the map contains only the segments of this node: */
    int32_t node;
    char topology[129], kernel[161], rule[33];
} tn_map;

static inline uint32_t tn_u32(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t tn_u64(const unsigned char *p) {
    return tn_u32(p) | (uint64_t)tn_u32(p + 4) << 32;
}

static inline int32_t tn_i32(const unsigned char *p) {
    uint32_t value = tn_u32(p);
    return value <= INT32_MAX ? (int32_t)value : -1 - (int32_t)~value;
}

/* Opens a map and checks everything except the digest. Returns NULL, or the fault. */
static inline const char *tn_open(tn_map *map, const void *bytes, size_t length) {
    const unsigned char *p = bytes;
    memset(map, 0, sizeof *map);
    if (length < 16 || memcmp(p, "\x89TNMAP\r\n", 8) != 0) return "not a map";
    if (tn_u32(p + 8) != 1) return "unknown version";
    uint32_t header = tn_u32(p + 12);
    if (header < TN_HEADER_BYTES || header % 8 != 0) return "bad header length";
    if (length < (uint64_t)header + TN_DIGEST_BYTES) return "wrong length";
    uint32_t stride = tn_u32(p + 16), flags = tn_u32(p + 20);
    if (stride < TN_SEGMENT_BYTES || stride % 8 != 0) return "bad segment length";
    if (flags > 1) return "unknown flags";
    uint64_t available = length - header - TN_DIGEST_BYTES, count = tn_u64(p + 24);
    if (count != available / stride || available % stride != 0) return "wrong length";
    uint64_t first = tn_u64(p + 32), last = tn_u64(p + 40);
    int32_t only = tn_i32(p + 48);
    if (first > last || only < -1) return "bad header";
    for (uint64_t i = 0; i < count; i++) {
        const unsigned char *segment = p + header + i * stride;
        uint64_t start = tn_u64(segment), end = tn_u64(segment + 8);
        int32_t node = tn_i32(segment + 16);
        if (start > end || start < first || end > last) return "bad range";
        if (i > 0 && start <= tn_u64(segment - stride + 8)) return "segments overlap or are not in order";
        if (node < -1 || (flags && node != only)) return "bad node";
    }
    map->bytes = p, map->segments = p + header;
    map->length = length, map->count = count;
    map->first = first, map->last = last;
    map->stride = stride, map->revision = tn_u32(p + 52);
    map->one_node_only = (int)flags, map->node = only;
    memcpy(map->topology, p + 64, 128), memcpy(map->kernel, p + 192, 160), memcpy(map->rule, p + 352, 32);
    return NULL;
}

/* The segment that holds the address, or NULL. No branch depends on the address: a mispredicted branch costs more than a step. */
static inline const unsigned char *tn_segment(const tn_map *map, uint64_t address) {
    const unsigned char *low = map->segments;
    if (map->count == 0) return NULL;
    for (uint64_t left = map->count; left > 1;) {
        uint64_t half = left / 2;
        const unsigned char *middle = low + half * map->stride;
        low = tn_u64(middle) <= address ? middle : low;
        left -= half;
    }
    return tn_u64(low) <= address && address <= tn_u64(low + 8) ? low : NULL;
}

/* The node of an address, TN_NO_NODE or TN_NOT_IN_MAP. */
static inline int32_t tn_node(const tn_map *map, uint64_t address) {
    const unsigned char *segment = tn_segment(map, address);
    if (segment) return tn_i32(segment + 16);
    return map->one_node_only || address < map->first || address > map->last ? TN_NOT_IN_MAP : TN_NO_NODE;
}

/* The backing: 0 hole, 1 system-ram, 2 cxl-window, ... (docs/map-format.md); -1 if the map has no answer. */
static inline int tn_backing(const tn_map *map, uint64_t address) {
    const unsigned char *segment = tn_segment(map, address);
    if (segment) return segment[20];
    return tn_node(map, address) == TN_NO_NODE ? 0 : -1;
}

static inline void tn_sha256_block(uint32_t state[8], const unsigned char *block) {
    static const uint32_t k[64] = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
        0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
        0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
        0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
        0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
        0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
#define TN_ROR(x, n) ((x) >> (n) | (x) << (32 - (n)))
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] + (TN_ROR(w[i - 15], 7) ^ TN_ROR(w[i - 15], 18) ^ w[i - 15] >> 3)
             + (TN_ROR(w[i - 2], 17) ^ TN_ROR(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t t = s[7] + (TN_ROR(s[4], 6) ^ TN_ROR(s[4], 11) ^ TN_ROR(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
        uint32_t u = (TN_ROR(s[0], 2) ^ TN_ROR(s[0], 13) ^ TN_ROR(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += t, s[0] = t + u;
    }
#undef TN_ROR
    for (int i = 0; i < 8; i++) state[i] += s[i];
}

/* Checks the digest of an open map. Returns NULL, or the fault. */
static inline const char *tn_verify(const tn_map *map) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint64_t length = map->length - TN_DIGEST_BYTES, whole = length / 64 * 64, rest = length - whole;
    unsigned char tail[128] = {0};
    for (uint64_t at = 0; at < whole; at += 64) tn_sha256_block(state, map->bytes + at);
    memcpy(tail, map->bytes + whole, rest);
    tail[rest] = 0x80;
    uint64_t padded = rest < 56 ? 64 : 128;
    for (int i = 0; i < 8; i++) tail[padded - 1 - (uint64_t)i] = (unsigned char)(length * 8 >> 8 * i);
    for (uint64_t at = 0; at < padded; at += 64) tn_sha256_block(state, tail + at);
    for (int i = 0; i < TN_DIGEST_BYTES; i++)
        if (map->bytes[length + (uint64_t)i] != (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)))) return "wrong digest";
    return NULL;
}

#endif
