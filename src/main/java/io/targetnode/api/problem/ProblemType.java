package io.targetnode.api.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogue of errors: each has a page under {@code /problems/} that its {@code type} points to. */
public enum ProblemType {
    MALFORMED_PARAMETER(
            400,
            "A parameter of the path or the query is missing or malformed.",
            "The errors name the parameter and state the rule. Addresses are 0x and hexadecimal digits, or decimal digits."),
    MALFORMED_BODY(
            400,
            "The body does not have the shape that this call takes.",
            "The errors point into the body: a JSON pointer, a line and column, or the name of a part."),
    MALFORMED_FILE(
            400,
            "A table or capture of a host cannot be read.",
            "The errors name the file and the byte offset or line. Take the file again, as root and without an editor in between."),
    MALFORMED_REQUEST(
            400,
            "The request is not well-formed HTTP, or was cut off.",
            "Encode the path and the query, and send the body whole."),
    UNKNOWN_KERNEL(
            400,
            "The kernel release cannot be read, or is older than what is known.",
            "State the release as uname -r prints it, for instance 6.12.74+deb12-amd64. GET /api/v1/kernels lists what is known."),
    UNKNOWN_TOPOLOGY(
            404,
            "No topology of that name is stored.",
            "Upload it with PUT, or list the names: GET /api/v1/topologies."),
    UNKNOWN_REVISION(
            404,
            "The topology has no such revision: there never was one, or it is not kept any more.",
            "GET /api/v1/topologies/{name}/revisions lists what is kept; targetnode.keep.revisions says how many are."),
    NOT_FOUND(404, "There is nothing at this path.", "The paths are listed in /swagger-ui.html."),
    METHOD_NOT_ALLOWED(
            405,
            "The path is there and does not take this method.",
            "The Allow header lists the methods that it takes."),
    NOT_ACCEPTABLE(
            406,
            "The answer does not come in a media type that the Accept header takes.",
            "Accept application/json, or text/plain where the call has it."),
    TOO_SLOW(
            408,
            "The body took too long to arrive.",
            "Send it again, over a faster line or without what is not needed."),
    TOPOLOGY_EXISTS(409, "There is a topology of that name already.", "Choose another name, or replace it with PUT."),
    IMPORT_CONFLICT(
            409,
            "A revision of an export is stored here with another content: the same name was used for different machines.",
            "The errors name the line. Delete or rename the topology on one side, or take its lines out of the export (the last line counts them), and import again."),
    PRECONDITION_FAILED(
            412,
            "The condition of If-Match or If-None-Match does not hold; nothing was changed.",
            "Read the topology, decide anew, and send the request again."),
    TOO_LARGE(
            413,
            "The body is larger than this service takes, more comes out of a bundle than is unpacked, or a form has too many parts or too long part headers.",
            "Leave out what is not needed, or have targetnode.upload-limit raised. Address batches as text/plain and application/octet-stream have no limit."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The call does not take a body of this Content-Type.",
            "The Accept header lists the types that it takes."),
    IMPOSSIBLE_MACHINE(
            422,
            "What was uploaded is well-formed, and no machine can be made of it.",
            "The detail says what is missing or contradicts."),
    NOT_MODELLED(
            422,
            "What was uploaded is well-formed, and the replay does not model it.",
            "The detail says what it is. Answers would be guesses, so there are none."),
    PRECONDITION_REQUIRED(
            428,
            "This service takes writes only with a condition, so that nobody overwrites what they have not seen.",
            "Send If-Match with the ETag of what you read, or If-None-Match: * for a topology that must be new."),
    INTERNAL_ERROR(
            500, "The service failed; the request is not to blame.", "Try again, and report it if it happens again."),
    BUSY(
            503,
            "There is no memory, or no disk space, to read one more large body at the moment, or all streams of events or of addresses are taken.",
            "Try again after the seconds that Retry-After tells. Small bodies are not affected. How many streams of events there are is targetnode.event-readers; of addresses there are as many as an eighth of the heap has room for."),
    STORE_UNAVAILABLE(
            503,
            "The store cannot be reached, or takes no writes at the moment; nothing that was stored is lost.",
            "Try again after the seconds that Retry-After tells: the same upload twice makes one revision. Topologies that are in memory are answered meanwhile, with Targetnode-Stale-Seconds."),
    STORE_FULL(
            507,
            "There is no room for what is to be stored; nothing was changed.",
            "Delete topologies that are not needed, have fewer revisions kept (targetnode.keep.revisions), or make room on the disk (targetnode.store-limit, if set).");

    /** Where the pages are. */
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

    /** What happened, a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What the client can do about it, in sentences. */
    public String remedy() {
        return remedy;
    }

    /** Last part of the page's path: {@code unknown-topology}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The {@code type} of a problem: the path of its page. */
    public String path() {
        return PATH + slug();
    }

    /** A few words for a heading: {@code Unknown topology}. */
    public String title() {
        String words = slug().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The type that fits a status which something below this API chose. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
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
