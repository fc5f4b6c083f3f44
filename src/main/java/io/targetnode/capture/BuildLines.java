package io.targetnode.capture;

import io.targetnode.kernel.Distributor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what the lines of a boot show about how the kernel was built. */
final class BuildLines {

    /** {@code alloc_large_system_hash()} prints the order of the number of pages, and their bytes. */
    private static final Pattern HASH_TABLE =
            Pattern.compile("\\d{1,12}+ \\(order: (\\d{1,2}+), (\\d{1,12}+) bytes(?:, [^)]*+)?\\)");

    private static final int MIN_PAGE_BYTES = 4096;
    private static final int MAX_PAGE_BYTES = 65_536;

    private Optional<Distributor> distributor = Optional.empty();
    private OptionalInt pageBytes = OptionalInt.empty();

    void banner(String banner) {
        distributor = Distributor.in(banner);
    }

    /** The line {@code Dentry cache hash table entries: 262144 (order: 9, 2097152 bytes, linear)}. */
    void hashTable(String size) {
        Matcher matcher = HASH_TABLE.matcher(size);
        if (matcher.matches()) {
            long bytes = Long.parseLong(matcher.group(2)) >> Integer.parseInt(matcher.group(1));
            boolean possible = bytes >= MIN_PAGE_BYTES && bytes <= MAX_PAGE_BYTES && Long.bitCount(bytes) == 1;
            pageBytes = possible ? OptionalInt.of((int) bytes) : pageBytes;
        }
    }

    LoggedBuild finish() {
        return new LoggedBuild(distributor, pageBytes);
    }
}
