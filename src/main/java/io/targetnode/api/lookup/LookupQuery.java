package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query of a look-up of the plain sort: {@code address=0x20000000&kernel=6.12.74}.
 *
 * @param address what to look up; 0 in the query of a batch, which names none
 * @param revision of the topology; {@link #CURRENT} if none is named
 * @param terms kernel and rule, which nobody has checked
 */
record LookupQuery(long address, int revision, Terms terms) {

    /** The revision that is meant when none is named. */
    static final int CURRENT = 0;

    private static final LookupQuery OF_CURRENT = new LookupQuery(0, CURRENT, new Terms("", ""));

    /** In the order of the values below. */
    private static final List<String> NAMES = List.of("address", "revision", "kernel", "rule");

    /** More digits are for those who check that an int holds them. */
    private static final int REVISION_DIGITS = 9;

    /**
     * Reads a query. Empty if it is none of the plain sort: another parameter, one that is there twice or empty, a malformed
     * address or revision, an encoded character. Whether it is wrong, and how, is for others to say.
     *
     * @param query as the client sent it
     */
    static Optional<LookupQuery> parse(String query) {
        Optional<String[]> values = values(query);
        return values.isEmpty() ? Optional.empty() : of(values.get()[0], values.get());
    }

    /** The same of a batch's query, which may be absent and has no address. */
    static Optional<LookupQuery> ofBatch(@Nullable String query) {
        if (query == null) {
            return Optional.of(OF_CURRENT);
        }
        Optional<String[]> values = values(query);
        return values.isEmpty() || !values.get()[0].isEmpty() ? Optional.empty() : of("0", values.get());
    }

    private static Optional<String[]> values(String query) {
        String[] values = {"", "", "", ""};
        for (int from = 0, to; from <= query.length(); from = to + 1) {
            int ampersand = query.indexOf('&', from);
            to = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', from);
            if (equals < 0 || equals >= to - 1) {
                return Optional.empty();
            }
            int name = NAMES.indexOf(query.substring(from, equals));
            if (name < 0 || !values[name].isEmpty()) {
                return Optional.empty();
            }
            values[name] = query.substring(equals + 1, to);
        }
        return Optional.of(values);
    }

    private static Optional<LookupQuery> of(String address, String[] values) {
        String revision = values[1];
        Terms terms = new Terms(withPlus(values[2]), values[3]);
        AddressScanner scanner = new AddressScanner();
        for (int i = 0; i < address.length(); i++) {
            scanner.accept(address.charAt(i));
        }
        return scanner.isAddress() && isRevision(revision)
                ? Optional.of(new LookupQuery(scanner.value(), number(revision), terms))
                : Optional.empty();
    }

    /** Releases of distributions hold a plus, which careful clients encode. */
    private static String withPlus(String kernel) {
        return kernel.indexOf('%') < 0 ? kernel : kernel.replace("%2B", "+").replace("%2b", "+");
    }

    private static boolean isRevision(String text) {
        return text.length() <= REVISION_DIGITS
                && !text.startsWith("0")
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String revision) {
        return revision.isEmpty() ? CURRENT : Integer.parseInt(revision);
    }
}
