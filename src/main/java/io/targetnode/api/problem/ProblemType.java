package io.targetnode.api.problem;

import io.targetnode.kernel.ApiNamed;

/**
 * The types of problems. Each has a page under {@code /problems/}, named like the constant in the API: {@code unknown-topology}. The
 * {@code type} of a problem is the path of the page.
 */
public enum ProblemType implements ApiNamed {
    MALFORMED_PARAMETER(
            400,
            "A parameter of the path or the query is missing or malformed.",
            "The errors name the parameter and state the rule. Addresses are 0x and hexadecimal digits, or decimal digits."),
    MALFORMED_BODY(
            400,
            "The body is not valid for this call.",
            "The errors point into the body: a JSON pointer, a line and column, or the name of a part."),
    MALFORMED_FILE(
            400,
            "A table or capture from a host cannot be read.",
            "The errors name the file and the byte offset or line. Capture the file again, as root, and upload it unedited."),
    MALFORMED_REQUEST(
            400,
            "The request is not well-formed HTTP, or is incomplete.",
            "Encode the path and the query, and send the complete body."),
    UNKNOWN_KERNEL(
            400,
            "The kernel release is malformed, or older than every known release.",
            "Write the release as uname -r prints it, for instance 6.12.74+deb12-amd64. GET /api/v1/kernels lists the known releases."),
    UNAUTHORIZED(
            401,
            "The call needs a credential, and the request has none that is valid.",
            "Send an API key or a token of the operator's issuer: Authorization: Bearer KEY. In Swagger UI, use the button Authorize."),
    NOT_PERMITTED(
            403,
            "The credential is valid, but does not allow this call.",
            "The detail names the scope or the topologies. Ask the operator for another credential."),
    CROSS_SITE(
            403,
            "A browser sent this request from a page of another site. The service refuses such requests, except reads.",
            "Send it from the service's own pages or with another client, or ask the operator to allow the site: targetnode.cors-origins. Behind a proxy, server.forward-headers-strategy must be set, so that the service knows its own address."),
    QUOTA_EXCEEDED(
            403,
            "The upload would exceed the quota of names with this prefix; nothing was changed.",
            "The detail has the limit and the usage. Delete topologies with this prefix, or ask the operator to raise targetnode.quotas."),
    UNKNOWN_TOPOLOGY(
            404,
            "No topology of that name is stored.",
            "Upload it with PUT, or list the names: GET /api/v1/topologies."),
    UNKNOWN_REVISION(
            404,
            "The topology has no such revision, or it is no longer stored.",
            "GET /api/v1/topologies/{name}/revisions lists the stored revisions; targetnode.keep.revisions sets their maximum number."),
    NOT_FOUND(404, "Nothing exists at this path.", "The paths are listed in /swagger-ui.html."),
    METHOD_NOT_ALLOWED(
            405, "The path exists but does not accept this method.", "The Allow header lists the accepted methods."),
    NOT_ACCEPTABLE(
            406,
            "No representation of the answer matches the Accept header.",
            "Accept application/json, or text/plain where the call offers it."),
    TOO_SLOW(
            408,
            "The body took too long to arrive.",
            "Send it again, over a faster connection or without unneeded files."),
    TOPOLOGY_EXISTS(409, "A topology of that name already exists.", "Choose another name, or replace it with PUT."),
    IMPORT_CONFLICT(
            409,
            "The content of a revision in the export differs from the stored revision of the same number: two machines use the same name.",
            "The errors name the line. Delete or rename one of the topologies and import again. Or remove its lines from the export, adjust the count in the last line, and import again."),
    PRECONDITION_FAILED(
            412,
            "The condition of If-Match or If-None-Match does not hold; nothing was changed.",
            "Read the topology again, and repeat the request with the new ETag if it still applies."),
    TOO_LARGE(
            413,
            "The body or the decompressed bundle exceeds the limit, or a form has too many parts, or the headers of a part are too long.",
            "Leave out unneeded files, or ask the operator to raise targetnode.upload-limit. Address batches as text/plain and application/octet-stream have no limit."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The call does not accept the Content-Type, Content-Encoding or charset of the body.",
            "The detail states what the call accepts."),
    IMPOSSIBLE_MACHINE(
            422,
            "The upload is well-formed, but describes an impossible machine.",
            "The detail names the contradictory input."),
    INCOMPLETE_MACHINE(
            422,
            "The upload does not show where usable RAM is, so no machine can be replayed.",
            "The detail states what each file shows, and what to upload: the boot log from its first line, or /proc/iomem read as root."),
    NOT_MODELLED(
            422,
            "The upload is well-formed, but uses something that the replay does not model.",
            "The detail names it. The service refuses the upload because its answers would be guesses."),
    IMPOSSIBLE_REGION(
            422,
            "The body is well-formed, but no kernel could create this region on the machine.",
            "The detail names the range or the window. A region lies within a window, a reserved range or a soft-reserved range, and holds no usable RAM. GET segments shows the ranges."),
    PICTURE_TOO_LARGE(
            422,
            "The picture of this machine would have more blocks than a browser can show.",
            "GET meminfo, segments as CSV, or compare: they have no such limit."),
    NOT_REPRODUCIBLE(
            422,
            "QEMU cannot boot a machine with the RAM and the tables of this topology.",
            "The detail names the reason. The other views answer for this topology."),
    PRECONDITION_REQUIRED(
            428,
            "This service requires a condition on writes, so that no client overwrites a revision that it has not read.",
            "Send If-Match with the ETag of the last read, or If-None-Match: * to create a topology."),
    TOO_MANY_FAILURES(
            429,
            "This address has sent too many wrong credentials.",
            "Correct the credential, and try again after the number of seconds in Retry-After. targetnode.access-failures sets the limit."),
    TOO_MANY_REQUESTS(
            429,
            "This credential has sent more requests than it may.",
            "Try again after the number of seconds in Retry-After, and send addresses in batches. targetnode.credential-rate sets the limit."),
    DAMAGED_REVISION(
            500,
            "The stored revision is damaged on the disk of the service, and is not used for answers.",
            "Upload the same content again, which replaces the damaged revision, or import a backup. An export contains all intact revisions and names the damaged ones."),
    INTERNAL_ERROR(
            500, "The service failed; the request is not the cause.", "Try again, and report it if it happens again."),
    BUSY(
            503,
            "The service currently lacks the memory for another large body, or all streams of events or addresses are in use.",
            "Try again after the number of seconds in Retry-After. Small bodies are not affected. targetnode.event-readers limits the streams of events; an eighth of the heap limits the streams of addresses."),
    ISSUER_UNAVAILABLE(
            503,
            "The token cannot be checked, because the keys of its issuer cannot be fetched.",
            "Try again after the number of seconds in Retry-After, or use an API key."),
    STORE_UNAVAILABLE(
            503,
            "The store is unreachable or currently accepts no writes; no stored data is lost.",
            "Try again after the number of seconds in Retry-After. Repeating an upload creates no second revision. Until then, look-ups in cached topologies are still answered, with Targetnode-Stale-Seconds."),
    STORE_FULL(
            507,
            "The store has no space for the upload; nothing was changed.",
            "Delete unneeded topologies, reduce targetnode.keep.revisions, free disk space, or raise targetnode.store-limit if it is set.");

    /** The path of the pages. */
    public static final String PATH = "/problems/";

    private final int status;
    private final String meaning;
    private final String remedy;

    ProblemType(int status, String meaning, String remedy) {
        this.status = status;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The meaning, as a sentence. */
    public String meaning() {
        return meaning;
    }

    /** How the client can resolve it, in sentences. */
    public String remedy() {
        return remedy;
    }

    /** The {@code type} of a problem: the path of its page. */
    public String path() {
        return PATH + apiName();
    }

    /** A few words for a heading: {@code Unknown topology}. */
    public String title() {
        String words = apiName().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The type for a status that Spring or Tomcat chose. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> NOT_PERMITTED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> TOO_SLOW;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 428 -> PRECONDITION_REQUIRED;
            case 503 -> BUSY;
            default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
