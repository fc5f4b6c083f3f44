/* One binary batch of any length over one connection: one thread makes addresses and sends them, the other one makes the same
 * addresses anew and compares the answers. Needs no memory for either.
 *
 *     flood PORT PATH SEGMENTS.csv COUNT
 */
#include <inttypes.h>
#include <pthread.h>

#include "../twin/segments.h"
#include "http.h"

#define ADDRESSES 8192 /* sent at a time */

static struct segments *map;
static uint64_t count;
static int connection;

static inline uint64_t mixed(uint64_t z)
{
    z = (z + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline uint64_t scaled(uint64_t z, uint64_t below)
{
    return (uint64_t)(((unsigned __int128)z * below) >> 64);
}

/* In which stretch of equal answers the address i lies; the stretch is known before the address, so the node is, too. */
static inline size_t stretch(uint64_t i)
{
    return (size_t)scaled(mixed(2 * i), map->count);
}

static inline uint64_t address(uint64_t i)
{
    size_t at = stretch(i);
    uint64_t next = at + 1 < map->count ? map->starts[at + 1] : map->starts[at] + (1u << 30);
    return map->starts[at] + scaled(mixed(2 * i + 1), next - map->starts[at]);
}

static void *send_addresses(void *nothing)
{
    static uint64_t addresses[ADDRESSES];
    for (uint64_t i = 0; i < count;) {
        uint64_t n = count - i < ADDRESSES ? count - i : ADDRESSES;
        for (uint64_t j = 0; j < n; j++)
            addresses[j] = address(i + j);
        i += n;
        const char *at = (const char *)addresses;
        for (size_t left = 8 * n; left;) {
            ssize_t sent = send(connection, at, left, MSG_NOSIGNAL);
            if (sent <= 0)
                fail("the connection broke after about %" PRIu64 " addresses", i);
            at += sent;
            left -= (size_t)sent;
        }
    }
    return nothing;
}

struct answers {
    uint64_t seen;     /* whole nodes */
    uint64_t checksum; /* of all nodes, in their order */
    unsigned held;     /* bytes of a node that is not whole */
    char part[4];
};

static inline void take_node(struct answers *answers, const char *bytes)
{
    int32_t node;
    memcpy(&node, bytes, 4);
    if (node != map->nodes[stretch(answers->seen)])
        fail("address %" PRIu64 " of the stream: node %d is wrong", answers->seen, node);
    answers->checksum = answers->checksum * 31 + (uint32_t)node;
    answers->seen++;
}

static void check_nodes(void *context, const char *bytes, size_t length)
{
    struct answers *answers = context;
    const char *end = bytes + length;
    while (bytes < end) {
        if (answers->held || end - bytes < 4) {
            answers->part[answers->held++] = *bytes++;
            if (answers->held == 4) {
                take_node(answers, answers->part);
                answers->held = 0;
            }
        } else {
            take_node(answers, bytes);
            bytes += 4;
        }
    }
}

int main(int argc, char **argv)
{
    static char received[1 << 18], head[4096];
    static struct response response;
    struct answers answers = {0};
    if (argc != 5)
        fail("usage: flood PORT PATH SEGMENTS.csv COUNT");
    map = segments_read(argv[3]);
    count = strtoull(argv[4], NULL, 10);
    connection = connect_to(atoi(argv[1]));
    int size = snprintf(head, sizeof head,
                        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\n"
                        "Accept: application/octet-stream\r\nContent-Length: %" PRIu64 "\r\n\r\n",
                        argv[2], 8 * count);
    double begin = now_ns(CLOCK_MONOTONIC);
    pthread_t sender;
    if (send(connection, head, (size_t)size, MSG_NOSIGNAL) != size || pthread_create(&sender, NULL, send_addresses, NULL))
        fail("cannot begin");
    response_begin(&response, check_nodes, &answers);
    while (response.state != DONE) {
        ssize_t got = recv(connection, received, sizeof received, 0);
        if (got <= 0)
            fail("the connection broke after %" PRIu64 " answers", answers.seen);
        response_takes(&response, received, (size_t)got);
    }
    if (answers.seen != count || answers.held)
        fail("%" PRIu64 " answers to %" PRIu64 " addresses", answers.seen, count);
    printf("{\"addresses\": %" PRIu64 ", \"wall_ns\": %.0f, \"checksum\": \"%016" PRIx64 "\"}\n", count,
           now_ns(CLOCK_MONOTONIC) - begin, answers.checksum);
    return 0;
}
