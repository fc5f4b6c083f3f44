/* Answers the lines of the tests: "open FILE" and addresses. */
#include "targetnode_map.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = malloc(1 << 24);
    if (!file || !bytes) exit(1);
    *length = fread(bytes, 1, 1 << 24, file);
    fclose(file);
    /* Exactly as long as the file, so that a tool that watches memory sees a read behind its end. */
    unsigned char *exact = malloc(*length ? *length : 1);
    if (!exact) exit(1);
    memcpy(exact, bytes, *length);
    free(bytes);
    return exact;
}

int main(void) {
    char line[4096];
    unsigned char *bytes = NULL;
    tn_map map;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "open ", 5) == 0) {
            size_t length;
            free(bytes);
            bytes = read_file(line + 5, &length);
            const char *fault = tn_open(&map, bytes, length);
            if (!fault) fault = tn_verify(&map);
            if (fault) printf("refused: %s\n", fault);
            else printf("%s %" PRIu32 " %s %s\n", map.topology, map.revision, map.kernel, map.rule);
            continue;
        }
        uint64_t address = strtoull(line, NULL, 0);
        int32_t node = tn_node(&map, address);
        if (node == TN_NOT_IN_MAP) printf("not in map\n");
        else printf("%" PRId32 " %d\n", node, tn_backing(&map, address));
    }
    free(bytes);
    return 0;
}
