/* As much of an HTTP/1.1 client as the load needs: a connection, and a response that is read as it comes, whether it has a
 * length or comes in pieces. */
#ifndef LOAD_HTTP_H
#define LOAD_HTTP_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_HEAD 16384

typedef void (*body_sink)(void *context, const char *bytes, size_t length);

enum state { HEAD, LENGTH, SIZE, PIECE, PIECE_END, TRAILER, DONE };

struct response {
    enum state state;
    int status, keeps_alive;
    uint64_t left; /* of the body or of this piece */
    size_t held;   /* of the head, or of a line */
    char text[MAX_HEAD];
    body_sink sink;
    void *context;
};

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static inline double now_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline int connect_to(int port)
{
    struct sockaddr_in where = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1, socket_ = socket(AF_INET, SOCK_STREAM, 0);
    if (socket_ < 0 || connect(socket_, (struct sockaddr *)&where, sizeof where))
        fail("port %d: no connection", port);
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return socket_;
}

static inline void response_begin(struct response *r, body_sink sink, void *context)
{
    r->state = HEAD;
    r->status = 0;
    r->held = 0;
    r->left = 0;
    r->keeps_alive = 1;
    r->sink = sink;
    r->context = context;
}

static inline void head_read(struct response *r)
{
    int in_pieces = 0;
    r->left = 0;
    if (sscanf(r->text, "HTTP/1.1 %d", &r->status) != 1)
        fail("not an HTTP/1.1 response: %.40s", r->text);
    for (char *line = strchr(r->text, '\n'); line && *++line; line = strchr(line, '\n')) {
        if (!strncasecmp(line, "content-length:", 15))
            r->left = strtoull(line + 15, NULL, 10);
        else if (!strncasecmp(line, "transfer-encoding: chunked", 26))
            in_pieces = 1;
        else if (!strncasecmp(line, "connection: close", 17))
            r->keeps_alive = 0;
    }
    r->held = 0;
    if (r->status == 100)
        return; /* the answer is still to come */
    if (r->status != 200)
        fail("status %d", r->status);
    r->state = in_pieces ? SIZE : r->left ? LENGTH : DONE;
}

/* Takes a byte of a line; true once the line is whole. */
static inline int line_takes(struct response *r, char byte)
{
    if (r->held == MAX_HEAD - 1)
        fail("a head of more than %d bytes", MAX_HEAD);
    r->text[r->held++] = byte;
    r->text[r->held] = 0;
    return byte == '\n';
}

static inline void body_takes(struct response *r, const char **at, const char *end)
{
    size_t here = (size_t)(end - *at) < r->left ? (size_t)(end - *at) : (size_t)r->left;
    r->sink(r->context, *at, here);
    *at += here;
    r->left -= here;
    if (!r->left)
        r->state = r->state == LENGTH ? DONE : PIECE_END;
}

/* Takes what was received; bytes after the end of the response are an error, as nothing was asked yet. */
static inline void response_takes(struct response *r, const char *bytes, size_t length)
{
    for (const char *at = bytes, *end = bytes + length; at < end;) {
        switch (r->state) {
        case HEAD:
            if (line_takes(r, *at++) && r->held >= 4 && !memcmp(r->text + r->held - 4, "\r\n\r\n", 4))
                head_read(r);
            break;
        case LENGTH:
        case PIECE:
            body_takes(r, &at, end);
            break;
        case SIZE:
            if (line_takes(r, *at++)) {
                r->left = strtoull(r->text, NULL, 16);
                r->state = r->left ? PIECE : TRAILER;
                r->held = 0;
            }
            break;
        case PIECE_END:
            if (*at++ == '\n')
                r->state = SIZE;
            break;
        case TRAILER:
            if (line_takes(r, *at++)) {
                if (r->held == 2)
                    r->state = DONE;
                r->held = 0;
            }
            break;
        case DONE:
            fail("bytes after the end of the response");
        }
    }
}

#endif
