/* The binary batch in C: HTTP/1.1 with keep-alive and Content-Length, little-endian u64 addresses in, i32 nodes out, streamed
 * through fixed buffers, a thread for each connection.
 *
 *     twin PORT SEGMENTS.csv
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "segments.h"

#define ADDRESSES 32768 /* at a time */

static struct segments *map;

struct connection {
    int socket;
    size_t begin, end; /* what was received and not used yet */
    _Alignas(8) char in[ADDRESSES * 8];
    int32_t out[ADDRESSES];
};

static int send_all(int socket, const void *bytes, size_t length, int flags)
{
    for (const char *at = bytes; length;) {
        ssize_t sent = send(socket, at, length, flags | MSG_NOSIGNAL);
        if (sent <= 0)
            return 0;
        at += sent;
        length -= (size_t)sent;
    }
    return 1;
}

/* Moves what is left to the front and receives more behind it. */
static int receive(struct connection *c)
{
    memmove(c->in, c->in + c->begin, c->end - c->begin);
    c->end -= c->begin;
    c->begin = 0;
    ssize_t got = recv(c->socket, c->in + c->end, sizeof c->in - c->end, 0);
    if (got <= 0)
        return 0;
    c->end += (size_t)got;
    return 1;
}

/* The length of the request's body, -1 at the end of the connection. */
static int64_t read_head(struct connection *c)
{
    char *stop;
    while (!(stop = memmem(c->in + c->begin, c->end - c->begin, "\r\n\r\n", 4)))
        if (!receive(c))
            return -1;
    int64_t length = 0;
    for (char *line = c->in + c->begin; line < stop; line = (char *)memchr(line, '\n', (size_t)(stop + 2 - line)) + 1)
        if (!strncasecmp(line, "content-length:", 15))
            length = strtoll(line + 15, NULL, 10);
    c->begin = (size_t)(stop + 4 - c->in);
    return length;
}

/* Answers the whole addresses that are here, at most as many as are left. */
static int answer(struct connection *c, int64_t *left)
{
    size_t count = (c->end - c->begin) / 8;
    if ((int64_t)count > *left)
        count = (size_t)*left;
    for (size_t i = 0; i < count; i++) {
        uint64_t address;
        memcpy(&address, c->in + c->begin + 8 * i, 8);
        c->out[i] = segments_node(map, address);
    }
    c->begin += 8 * count;
    *left -= (int64_t)count;
    return !count || send_all(c->socket, c->out, 4 * count, 0);
}

static void *serve(void *argument)
{
    struct connection *c = argument;
    int one = 1;
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    for (int64_t length; (length = read_head(c)) >= 0;) {
        char head[160];
        int status = length % 8 ? 400 : 200;
        int size = snprintf(head, sizeof head,
                            "HTTP/1.1 %d \r\nContent-Type: application/octet-stream\r\nContent-Length: %" PRId64 "\r\n\r\n",
                            status, status == 200 ? length / 2 : 0);
        int64_t left = length / 8;
        int alive = send_all(c->socket, head, (size_t)size, left ? MSG_MORE : 0);
        while (alive && left)
            alive = answer(c, &left) && (!left || receive(c));
        if (!alive || status != 200)
            break;
    }
    close(c->socket);
    free(c);
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: twin PORT SEGMENTS.csv\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    map = segments_read(argv[2]);
    struct sockaddr_in where = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&where, sizeof where) || listen(listener, 64)) {
        perror("twin");
        return 1;
    }
    for (;;) {
        struct connection *c = malloc(sizeof *c);
        c->begin = c->end = 0;
        c->socket = accept(listener, NULL, NULL);
        pthread_t thread;
        if (c->socket < 0 || pthread_create(&thread, NULL, serve, c))
            return 1;
        pthread_detach(thread);
    }
}
