package io.targetnode.app.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An API key. Settings have the form {@code KEY:SCOPES} or {@code KEY:SCOPES@NAMES}, for example
 * {@code 0123456789abcdef:read+write@rack1-*}. The key may also be {@code sha256:} and the digest of the key in hexadecimal.
 *
 * @param hash the digest of the key
 * @param caller what the key allows
 */
record ApiKey(TokenHash hash, Caller caller) {

    static final int MIN_LENGTH = 16;

    private static final Pattern KEY = Pattern.compile("[!-~&&[^,]]+");
    private static final String DIGEST_PREFIX = "sha256:";
    private static final Pattern DIGEST = Pattern.compile(DIGEST_PREFIX + "[0-9a-fA-F]{64}");
    /** A name, or a prefix of names and an asterisk. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\*?");

    /**
     * Reads keys that are separated by commas or line feeds. Empty entries are skipped.
     *
     * @param source name of the setting, for messages; a message never contains a part of a key
     */
    static List<ApiKey> parse(String text, String source) {
        List<ApiKey> keys = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            for (String entry : line.split(",")) {
                if (!entry.isBlank()) {
                    keys.add(parseEntry(entry.strip(), "key %d of %s".formatted(keys.size() + 1, source)));
                }
            }
        }
        boolean areDistinct = keys.stream().map(ApiKey::hash).distinct().count() == keys.size();
        require(areDistinct, source, "has a key twice");
        return List.copyOf(keys);
    }

    /** Without comments: lines that start with {@code #}. */
    static String withoutComments(String file) {
        return file.lines().filter(line -> !line.strip().startsWith("#")).collect(Collectors.joining("\n"));
    }

    private static ApiKey parseEntry(String entry, String place) {
        int colon = entry.lastIndexOf(':');
        require(colon > 0, place, "has no scopes; the form is KEY:read or KEY:read+write");
        String[] rights = entry.substring(colon + 1).split("@", 2);
        Set<Scope> scopes = scopes(rights[0], place);
        TokenHash hash = hash(entry.substring(0, colon), place);
        return new ApiKey(hash, new Caller("key:" + hash.fingerprint(), scopes, names(rights, scopes, place)));
    }

    private static Set<Scope> scopes(String text, String place) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : text.split("\\+", -1)) {
            scopes.add(Scope.find(name)
                    .orElseThrow(() -> new AccessSettingsException(
                            place + " has an unknown scope; the scopes are read, write and admin, joined by +")));
        }
        return scopes;
    }

    private static TokenHash hash(String key, String place) {
        if (DIGEST.matcher(key).matches()) {
            return TokenHash.ofHex(key.substring(key.indexOf(':') + 1));
        }
        require(!key.startsWith(DIGEST_PREFIX), place, "has a malformed digest: sha256: needs 64 hexadecimal digits");
        require(
                key.length() >= MIN_LENGTH,
                place,
                "has %d characters; a key has at least %d".formatted(key.length(), MIN_LENGTH));
        require(KEY.matcher(key).matches(), place, "has a character that is not visible ASCII");
        return TokenHash.of(key);
    }

    private static List<String> names(String[] rights, Set<Scope> scopes, String place) {
        if (rights.length == 1) {
            return Caller.ALL_NAMES;
        }
        require(
                scopes.contains(Scope.WRITE) && !scopes.contains(Scope.ADMIN),
                place,
                "has names after @, which restrict the scope write; admin cannot be restricted");
        List<String> names = List.of(rights[1].split("\\+", -1));
        require(
                names.stream().allMatch(name -> NAME.matcher(name).matches()),
                place,
                "has malformed names after @; write names or prefixes joined by +, such as rack1-*+rack2-*");
        return names;
    }

    private static void require(boolean isValid, String place, String fault) {
        if (!isValid) {
            throw new AccessSettingsException(place + " " + fault);
        }
    }
}
