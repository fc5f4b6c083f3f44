package io.targetnode.resolve;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is built once, when it is first needed. Safe for concurrent use. */
final class LazyPart<T> {

    private final Supplier<T> builder;
    private final Runnable afterBuild;
    private volatile Optional<T> value = Optional.empty();

    /** @param afterBuild runs outside of all locks: it may wait for other threads */
    LazyPart(Supplier<T> builder, Runnable afterBuild) {
        this.builder = builder;
        this.afterBuild = afterBuild;
    }

    T get() {
        Optional<T> known = value;
        if (known.isPresent()) {
            return known.get();
        }
        T built = build();
        afterBuild.run();
        return built;
    }

    /** The value; empty if it has not been built. */
    Optional<T> ifBuilt() {
        return value;
    }

    private synchronized T build() {
        T built = value.orElseGet(builder);
        value = Optional.of(built);
        return built;
    }
}
