package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The memory map that kernels of arm64 print with {@code efi=debug}: {@code efi:   0x000040000000-0x000043ffffff [Conventional|   |
 * |  |  |  |  |  |  |   |WB|WT|WC|UC]}. Every descriptor that can be cached counts as RAM, whatever its type, except those of
 * specific-purpose memory (kernel-rules 9.3).
 */
final class EfiLog {

    private static final Pattern DESCRIPTOR =
            Pattern.compile("efi: {1,8}+(0x[0-9a-f]{8,16}+)-(0x[0-9a-f]{8,16}+) \\[([^]]{1,200}+)]\\*?+");

    private static final Pattern SEPARATOR = Pattern.compile("\\|");
    private static final Set<String> CACHED = Set.of("WB", "WT", "WC");
    private static final String SPECIFIC_PURPOSE = "SP";

    private final List<AddressRange> ram = new ArrayList<>();
    private final List<AddressRange> specificPurpose = new ArrayList<>();

    void read(Line line, String message) {
        Matcher descriptor = DESCRIPTOR.matcher(message);
        if (!descriptor.matches()) {
            return;
        }
        Set<String> attributes = Arrays.stream(SEPARATOR.split(descriptor.group(3)))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (attributes.stream().noneMatch(CACHED::contains)) {
            return;
        }
        if (ram.size() + specificPurpose.size() == BootLogReader.MAX_NODE_RANGES) {
            throw line.refuse(
                    "more than %,d descriptors; no firmware has that many".formatted(BootLogReader.MAX_NODE_RANGES));
        }
        (attributes.contains(SPECIFIC_PURPOSE) ? specificPurpose : ram)
                .add(line.range(descriptor.group(1), descriptor.group(2)));
    }

    /** Empty if the log has no descriptor. */
    Optional<BootRam> ram(boolean softReserves) {
        List<AddressRange> ranges = new ArrayList<>(ram);
        if (!softReserves) {
            ranges.addAll(specificPurpose);
        }
        return ranges.isEmpty() ? Optional.empty() : Optional.of(new BootRam(BootRam.Source.EFI_MAP, ranges));
    }

    /** The ranges of specific-purpose memory that are not RAM. */
    List<AddressRange> softReserved(boolean softReserves) {
        return softReserves ? List.copyOf(specificPurpose) : List.of();
    }
}
