package io.targetnode.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An enum whose constants have their Java names in the API, in lower case and with hyphens: {@code SYSTEM_RAM}, {@code
 * system-ram}.
 */
public interface ApiNamed {

    /** The name of the constant in Java. */
    String name();

    /** The constant's name in JSON and in parameters. */
    default String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant with that name in the API. */
    static <E extends Enum<E> & ApiNamed> Optional<E> find(Class<E> type, String apiName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.apiName().equals(apiName))
                .findFirst();
    }
}
