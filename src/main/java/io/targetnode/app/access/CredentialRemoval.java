package io.targetnode.app.access;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/** Removes credentials from what a client sent, before it is logged: a client may have them in its path or query by mistake. */
public final class CredentialRemoval {

    private static final String REMOVED = "?";

    /** The parts of a path and of a query that may be a credential, with the names of their parameters. */
    private static final Pattern PART =
            Pattern.compile("(?<![^/;\"])[^/;?\\s\"]{%1$d,}|(?<=[?&])[^&\\s\"]{%1$d,}".formatted(ApiKey.MIN_LENGTH));

    private final Credentials credentials;

    CredentialRemoval(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The text with a question mark in place of each API key, and of each token that was accepted. */
    public String from(String text) {
        return PART.matcher(text).replaceAll(this::withoutCredential);
    }

    private String withoutCredential(MatchResult match) {
        String part = match.group();
        int value = part.indexOf('=') + 1;
        if (isCredential(part)) {
            return REMOVED;
        }
        return Matcher.quoteReplacement(
                value > 0 && isCredential(part.substring(value)) ? part.substring(0, value) + REMOVED : part);
    }

    private boolean isCredential(String part) {
        return part.length() >= ApiKey.MIN_LENGTH
                && Stream.of(part, decoded(part)).distinct().anyMatch(credentials::isKnown);
    }

    /** The part itself if it is not percent-encoded. */
    private static String decoded(String part) {
        try {
            return StringUtils.uriDecode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
