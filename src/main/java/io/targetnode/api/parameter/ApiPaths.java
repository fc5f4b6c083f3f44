package io.targetnode.api.parameter;

/** Paths that more than one class has to know. */
public final class ApiPaths {

    /** Where topologies are. */
    public static final String TOPOLOGIES = "/api/v1/topologies";

    /** Last part of the path of look-ups, behind a topology. */
    public static final String LOOKUP = "/lookup";

    /** What is written, as it happens. */
    public static final String EVENTS = "/api/v1/events";

    /** Where everything that is stored comes out. */
    public static final String EXPORT = "/api/v1/export";

    /** Where it goes in again. */
    public static final String IMPORT = "/api/v1/import";

    private ApiPaths() {}
}
