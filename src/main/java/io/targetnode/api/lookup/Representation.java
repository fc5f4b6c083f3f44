package io.targetnode.api.lookup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one address is answered. */
enum Representation {
    JSON("application/json"),
    /** The target node alone. */
    TEXT("text/plain;charset=UTF-8");

    private final String contentType;

    Representation(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * What a client gets that says this. Empty for all but what programs send by themselves: the rest is for the negotiation.
     *
     * @param accept the header; null if there is none
     */
    static Optional<Representation> accepted(@Nullable String accept) {
        if (accept == null) {
            return Optional.of(JSON);
        }
        return switch (accept) {
            case "*/*", "application/json", "application/json, */*", "application/json, text/plain, */*" ->
                Optional.of(JSON);
            case "text/plain" -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }
}
