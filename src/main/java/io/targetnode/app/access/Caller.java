package io.targetnode.app.access;

import java.util.List;
import java.util.Set;

/**
 * The sender of a request, as its credential shows.
 *
 * @param id identifies the credential in logs, never the credential itself: {@code key:} and the fingerprint of a key, {@code sub:} and
 *     the subject of a token, {@code client:} and its client, or {@code token} for one with neither, so that no token can have the id of
 *     a key
 * @param scopes what it may do
 * @param names the topologies that it may write: names, or prefixes that end with {@code *}
 */
record Caller(String id, Set<Scope> scopes, List<String> names) {

    /** The names of a caller that may write every topology. */
    static final List<String> ALL_NAMES = List.of("*");

    Caller {
        scopes = Set.copyOf(scopes);
        names = List.copyOf(names);
    }

    boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    boolean mayWrite(String name) {
        return names.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
