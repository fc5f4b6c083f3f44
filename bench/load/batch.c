/* Sends one body again and again over one connection (a new one only if the server closes it), reads the answer while it
 * sends, and compares every byte of every answer with the expected one.
 *
 *     batch PORT PATH MEDIA_TYPE BODY EXPECTED SECONDS
 *
 * EXPECTED may not exist: then the first answer is written there and expected from then on. Prints how many requests there
 * were, how long they took, and what this client itself cost.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/uio.h>

#include "http.h"

#define MAX_TIMES 10000000

struct bytes {
    char *at;
    size_t length;
};

struct check {
    struct bytes expected;
    size_t seen;
    int learns;
    const char *path;
};

static char received[1 << 18];
static double *times;

static struct bytes file_bytes(const char *path)
{
    struct stat stat_;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &stat_))
        fail("%s: cannot be read", path);
    struct bytes all = {malloc((size_t)stat_.st_size + 1), (size_t)stat_.st_size};
    if (fread(all.at, 1, all.length, file) != all.length)
        fail("%s: cannot be read", path);
    fclose(file);
    return all;
}

static void compare(void *context, const char *bytes, size_t length)
{
    struct check *check = context;
    if (check->learns) {
        check->expected.at = realloc(check->expected.at, check->seen + length);
        memcpy(check->expected.at + check->seen, bytes, length);
        check->expected.length = check->seen + length;
    } else if (check->seen + length > check->expected.length || memcmp(check->expected.at + check->seen, bytes, length)) {
        fail("an answer is not the expected one: within %zu bytes from %zu, of %zu", length, check->seen,
             check->expected.length);
    }
    check->seen += length;
}

static void learned(struct check *check)
{
    FILE *file = fopen(check->path, "wb");
    if (!file || fwrite(check->expected.at, 1, check->expected.length, file) != check->expected.length || fclose(file))
        fail("%s: cannot be written", check->path);
    check->learns = 0;
}

/* Sends as much of head and body as the socket takes. */
static void send_more(int socket, const struct bytes *head, const struct bytes *body, size_t *sent)
{
    struct iovec parts[2];
    int count = 0;
    if (*sent < head->length)
        parts[count++] = (struct iovec){head->at + *sent, head->length - *sent};
    size_t of_body = *sent < head->length ? 0 : *sent - head->length;
    parts[count++] = (struct iovec){body->at + of_body, body->length - of_body};
    ssize_t now = writev(socket, parts, count);
    if (now < 0 && errno != EAGAIN)
        fail("the connection broke while sending");
    *sent += now > 0 ? (size_t)now : 0;
}

/* True if the connection can be used again. */
static int exchange(int socket, const struct bytes *head, const struct bytes *body, struct check *check)
{
    static struct response response;
    response_begin(&response, compare, check);
    check->seen = 0;
    size_t sent = 0, all = head->length + body->length;
    while (response.state != DONE) {
        if (sent < all)
            send_more(socket, head, body, &sent);
        ssize_t got = recv(socket, received, sizeof received, 0);
        if (got > 0) {
            response_takes(&response, received, (size_t)got);
            continue;
        }
        if (got == 0 || errno != EAGAIN)
            fail("the connection broke while receiving");
        struct pollfd wanted = {socket, (short)(POLLIN | (sent < all ? POLLOUT : 0)), 0};
        poll(&wanted, 1, -1);
    }
    if (sent < all)
        fail("answered before all was sent");
    if (check->learns)
        learned(check);
    else if (check->seen != check->expected.length)
        fail("an answer of %zu bytes instead of %zu", check->seen, check->expected.length);
    return response.keeps_alive;
}

static int connect_again(int port)
{
    int socket = connect_to(port);
    fcntl(socket, F_SETFL, O_NONBLOCK);
    return socket;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    if (argc != 7)
        fail("usage: batch PORT PATH MEDIA_TYPE BODY EXPECTED SECONDS");
    struct bytes body = file_bytes(argv[4]), head = {malloc(4096), 0};
    struct check check = {.path = argv[5], .learns = access(argv[5], R_OK) != 0};
    if (!check.learns)
        check.expected = file_bytes(argv[5]);
    head.length = (size_t)snprintf(head.at, 4096,
                                   "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\nAccept: %s\r\n"
                                   "Content-Length: %zu\r\n\r\n",
                                   argv[2], argv[3], argv[3], body.length);
    int port = atoi(argv[1]), socket = connect_again(port);
    times = malloc(MAX_TIMES * sizeof *times);
    size_t count = 0, connections = 1;
    double begin = now_ns(CLOCK_MONOTONIC), until = begin + atof(argv[6]) * 1e9, at = begin;
    do {
        double before = at;
        if (!exchange(socket, &head, &body, &check)) {
            close(socket);
            socket = connect_again(port);
            connections++;
        }
        at = now_ns(CLOCK_MONOTONIC);
        times[count++] = at - before;
    } while (at < until && count < MAX_TIMES);
    qsort(times, count, sizeof *times, ascending);
    printf("{\"requests\": %zu, \"connections\": %zu, \"wall_ns\": %.0f, \"p50_ns\": %.0f, \"p99_ns\": %.0f, "
           "\"client_cpu_ns\": %.0f}\n",
           count, connections, at - begin, times[count / 2], times[(size_t)((double)count * 0.99)],
           now_ns(CLOCK_PROCESS_CPUTIME_ID));
    return 0;
}
