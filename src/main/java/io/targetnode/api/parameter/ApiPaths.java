package io.targetnode.api.parameter;

/** Paths that several classes use. */
public final class ApiPaths {

    public static final String TOPOLOGIES = "/api/v1/topologies";

    /** The last part of the path of a look-up, after the topology. */
    public static final String LOOKUP = "/lookup";

    public static final String REPLAY = "/api/v1/replay";

    public static final String FLEET = "/api/v1/audit";

    public static final String AUDIT_LOG = "/api/v1/audit-log";

    public static final String EVENTS = "/api/v1/events";

    public static final String EXPORT = "/api/v1/export";

    public static final String IMPORT = "/api/v1/import";

    private ApiPaths() {}
}
