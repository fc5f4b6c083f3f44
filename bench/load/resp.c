/* Asks Redis for many addresses through one connection, all commands sent without waiting (pipelining) while the replies are
 * read. A segment is a member "start:node" with its end as score, so the first member from the address on is the only one
 * that can have it.
 *
 *     resp PORT KEY ADDRESSES.u64 EXPECTED.i32 SECONDS
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>

#include "http.h"

static uint64_t *addresses;
static int32_t *expected;
static size_t count;

struct replies {
    size_t seen;
    size_t held;
    char line[64];
    enum { ARRAY, SIZE_OF_MEMBER, MEMBER } wanted;
};

static void *file_words(const char *path, size_t word, size_t *words)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        fail("%s: cannot be read", path);
    long length = ftell(file);
    rewind(file);
    void *all = malloc((size_t)length);
    *words = (size_t)length / word;
    if (fread(all, word, *words, file) != *words)
        fail("%s: cannot be read", path);
    fclose(file);
    return all;
}

static void answered(struct replies *replies, int32_t node)
{
    if (replies->seen >= count || node != expected[replies->seen])
        fail("address %zu: node %d is wrong", replies->seen, node);
    replies->seen++;
    replies->wanted = ARRAY;
}

static void take_line(struct replies *replies)
{
    char *at = replies->line;
    if (replies->wanted == ARRAY) {
        if (*at != '*')
            fail("Redis: %s", at);
        if (at[1] == '0')
            answered(replies, -1);
        else
            replies->wanted = SIZE_OF_MEMBER;
    } else if (replies->wanted == SIZE_OF_MEMBER) {
        replies->wanted = MEMBER;
    } else {
        uint64_t start = strtoull(at, &at, 10);
        answered(replies, start <= addresses[replies->seen] ? (int32_t)strtol(at + 1, NULL, 10) : -1);
    }
}

static void take(struct replies *replies, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (replies->held == sizeof replies->line - 1)
            fail("Redis: a line that is too long: %.63s", replies->line);
        replies->line[replies->held++] = bytes[i];
        if (bytes[i] == '\n') {
            replies->line[replies->held] = 0;
            replies->held = 0;
            take_line(replies);
        }
    }
}

static char *commands(const char *key, size_t *length)
{
    char *all = malloc(count * (160 + strlen(key))), *at = all;
    for (size_t i = 0; i < count; i++) {
        char score[32];
        int size = snprintf(score, sizeof score, "%" PRIu64, addresses[i]);
        at += sprintf(at,
                      "*8\r\n$6\r\nZRANGE\r\n$%zu\r\n%s\r\n$%d\r\n%s\r\n$4\r\n+inf\r\n$7\r\nBYSCORE\r\n$5\r\nLIMIT\r\n"
                      "$1\r\n0\r\n$1\r\n1\r\n",
                      strlen(key), key, size, score);
    }
    *length = (size_t)(at - all);
    return all;
}

static void exchange(int socket, const char *all, size_t length)
{
    static char received[1 << 18];
    struct replies replies = {0};
    for (size_t sent = 0; replies.seen < count;) {
        if (sent < length) {
            ssize_t now = send(socket, all + sent, length - sent, MSG_NOSIGNAL);
            if (now < 0 && errno != EAGAIN)
                fail("the connection broke while sending");
            sent += now > 0 ? (size_t)now : 0;
        }
        ssize_t got = recv(socket, received, sizeof received, 0);
        if (got > 0) {
            take(&replies, received, (size_t)got);
            continue;
        }
        if (got == 0 || errno != EAGAIN)
            fail("the connection broke while receiving");
        struct pollfd wanted = {socket, (short)(POLLIN | (sent < length ? POLLOUT : 0)), 0};
        poll(&wanted, 1, -1);
    }
}

int main(int argc, char **argv)
{
    if (argc != 6)
        fail("usage: resp PORT KEY ADDRESSES.u64 EXPECTED.i32 SECONDS");
    size_t nodes, length, requests = 0;
    addresses = file_words(argv[3], 8, &count);
    expected = file_words(argv[4], 4, &nodes);
    if (nodes != count)
        fail("%zu nodes for %zu addresses", nodes, count);
    char *all = commands(argv[2], &length);
    int socket = connect_to(atoi(argv[1]));
    fcntl(socket, F_SETFL, O_NONBLOCK);
    double begin = now_ns(CLOCK_MONOTONIC), until = begin + atof(argv[5]) * 1e9;
    do {
        exchange(socket, all, length);
        requests++;
    } while (now_ns(CLOCK_MONOTONIC) < until);
    printf("{\"requests\": %zu, \"wall_ns\": %.0f, \"client_cpu_ns\": %.0f}\n", requests, now_ns(CLOCK_MONOTONIC) - begin,
           now_ns(CLOCK_PROCESS_CPUTIME_ID));
    return 0;
}
