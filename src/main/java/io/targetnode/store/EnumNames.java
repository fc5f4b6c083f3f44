package io.targetnode.store;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The names of an enum's constants in a document. They do not depend on the names of the constants in Java. */
final class EnumNames<E extends Enum<E>> {

    private final Function<E, String> name;
    private final SortedMap<String, E> constants = new TreeMap<>();

    /** @param name a different name for each constant */
    EnumNames(Class<E> type, Function<E, String> name) {
        this.name = name;
        for (E constant : type.getEnumConstants()) {
            constants.put(name.apply(constant), constant);
        }
    }

    String of(E constant) {
        return name.apply(constant);
    }

    Optional<E> find(String text) {
        return Optional.ofNullable(constants.get(text));
    }

    E read(DocumentReader in) {
        return find(in.string())
                .orElseThrow(() -> in.refuse("must be one of " + String.join(", ", constants.keySet())));
    }
}
