/* The look-up as docs/kernel-rules.md 2.11 has it, "fixed": the first block of the reserved list that has the address, else
 * the first one of meminfo, else -1. Both lists are arrays that are walked from the front. Written from the rule.
 * And the copy limit: what turning u64 into i32 costs when nothing is looked up.
 *
 *     scan BLOCKS.csv ADDRESSES.u64 NODES.i32 MILLISECONDS
 *
 * BLOCKS has lines of list,start,end,node with the end inclusive, in the kernel's order. Prints nanoseconds an address for
 * the scan and for the copy; fails if an answer is not the expected one.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_BLOCKS 8192
#define IN_CACHE 1024 /* addresses copied at a time: 8 KiB in, 4 KiB out */

struct block {
    uint64_t start, end; /* end exclusive, as the kernel has it */
    int nid;
};

struct list {
    int count;
    struct block block[MAX_BLOCKS];
};

static struct list meminfo, reserved;

static int first_match(const struct list *list, uint64_t address)
{
    for (int i = 0; i < list->count; i++)
        if (list->block[i].start <= address && address < list->block[i].end)
            return list->block[i].nid;
    return -1;
}

static int target_node(uint64_t address)
{
    int nid = first_match(&reserved, address);
    return nid != -1 ? nid : first_match(&meminfo, address);
}

__attribute__((noinline)) static void scan(const uint64_t *addresses, int32_t *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        nodes[i] = target_node(addresses[i]);
}

__attribute__((noinline)) static void copy(const uint64_t *restrict addresses, int32_t *restrict nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        nodes[i] = (int32_t)addresses[i];
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void read_blocks(const char *path)
{
    FILE *file = fopen(path, "r");
    char name[16];
    uint64_t start, end;
    int nid;
    if (!file) {
        perror(path);
        exit(1);
    }
    while (fscanf(file, " %15[a-z],%" SCNx64 ",%" SCNx64 ",%d", name, &start, &end, &nid) == 4) {
        struct list *list = strcmp(name, "reserved") ? &meminfo : &reserved;
        if (list->count == MAX_BLOCKS) {
            fprintf(stderr, "%s: more than %d blocks in a list\n", path, MAX_BLOCKS);
            exit(1);
        }
        list->block[list->count++] = (struct block){start, end + 1, nid};
    }
    fclose(file);
}

static void *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        perror(path);
        exit(1);
    }
    *length = (size_t)ftell(file);
    rewind(file);
    void *bytes = malloc(*length);
    if (fread(bytes, 1, *length, file) != *length) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    return bytes;
}

/* Over all addresses, parts that fit the cache one after the other, until the time is over. */
static double nanoseconds(void (*work)(const uint64_t *, int32_t *, size_t), const uint64_t *addresses, int32_t *nodes,
                          size_t count, double budget)
{
    double begin = now(), done = 0;
    size_t part = IN_CACHE < count ? IN_CACHE : count;
    for (size_t at = 0; done == 0 || now() - begin < budget; at = at + 2 * part <= count ? at + part : 0) {
        work(addresses + at, nodes, part);
        done += (double)part;
    }
    return (now() - begin) / done;
}

/* The same part again and again, so that it is in the cache. */
static double copy_nanoseconds(const uint64_t *addresses, int32_t *nodes, size_t part, double budget)
{
    double begin = now(), done = 0;
    while (done == 0 || now() - begin < budget) {
        for (int i = 0; i < 64; i++)
            copy(addresses, nodes, part);
        done += 64.0 * (double)part;
    }
    return (now() - begin) / done;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: scan BLOCKS.csv ADDRESSES.u64 NODES.i32 MILLISECONDS\n");
        return 2;
    }
    size_t length, expected_length;
    read_blocks(argv[1]);
    uint64_t *addresses = read_file(argv[2], &length);
    int32_t *expected = read_file(argv[3], &expected_length);
    double budget = atof(argv[4]) * 1e6;
    size_t count = length / 8;
    int32_t *nodes = malloc(count * 4);
    scan(addresses, nodes, count < 1000 ? count : 1000);
    if (expected_length != count * 4 || memcmp(nodes, expected, 4 * (count < 1000 ? count : 1000))) {
        fprintf(stderr, "%s: answers are not the expected ones\n", argv[1]);
        return 1;
    }
    double scan_ns = nanoseconds(scan, addresses, nodes, count, budget);
    double copy_ns = copy_nanoseconds(addresses, nodes, IN_CACHE < count ? IN_CACHE : count, budget / 4);
    printf("{\"blocks\": %d, \"scan_ns\": %.3f, \"copy_ns\": %.4f}\n", meminfo.count + reserved.count, scan_ns, copy_ns);
    return 0;
}
