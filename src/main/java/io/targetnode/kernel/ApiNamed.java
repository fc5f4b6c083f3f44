package io.targetnode.kernel;

import java.util.Locale;

/** An enum whose constants have the same names in the API, in lower case and with hyphens: {@code SYSTEM_RAM}, {@code system-ram}. */
public interface ApiNamed {

    /** The constant's name in Java. */
    String name();

    /** The constant's name in JSON and in parameters. */
    default String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
