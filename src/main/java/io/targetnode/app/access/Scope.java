package io.targetnode.app.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a credential allows. No scope includes another one. */
enum Scope {
    /** Look-ups, views, lists and events; batches and replays, which store nothing. */
    READ,
    /** Writes of topologies. */
    WRITE,
    /** Export, import and the endpoints of the actuator. */
    ADMIN;

    /** As in settings and tokens: {@code read}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> find(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }
}
