package io.targetnode.store;

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

    E read(DocumentReader in) {
        E constant = constants.get(in.string());
        if (constant == null) {
            throw in.refuse("must be one of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }
}
