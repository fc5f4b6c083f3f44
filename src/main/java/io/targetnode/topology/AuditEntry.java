package io.targetnode.topology;

import io.targetnode.kernel.ApiNamed;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that wrote topologies, or was to write them.
 *
 * @param number ascends in the order in which entries were stored; 0 for an entry that is not stored yet
 * @param at when the call ended
 * @param caller {@code key:} and the fingerprint of an API key, {@code sub:} and the subject of a token, {@code client:} and the client of a
 *     token without a subject, {@code token} for a token with neither, or {@code anonymous} for a call without a credential
 * @param address the client's address
 * @param action what the call did
 * @param name the topology; empty for an import, and for a refused call that names none
 * @param revision the current revision after the call; empty if it has none
 * @param method the method of the request
 * @param path the path of the request
 * @param status the status of the answer
 * @param detail the result of an import; empty for other calls
 */
public record AuditEntry(
        long number,
        Instant at,
        String caller,
        String address,
        Action action,
        Optional<TopologyName> name,
        Optional<Integer> revision,
        String method,
        String path,
        int status,
        Optional<String> detail) {

    /** What a call did. */
    public enum Action implements ApiNamed {
        /** Created a topology. */
        CREATE,
        /** Gave a topology a new revision. */
        REPLACE,
        /** Uploaded or restored what was already current. */
        UNCHANGED,
        /** Deleted a topology. */
        DELETE,
        /** Stored the content of an earlier revision as a new one. */
        RESTORE,
        /** Imported a backup. */
        IMPORT,
        /** Anything else that is not a read, such as a change of a log level. */
        OTHER,
        /** Nothing: the service refused the call (4xx). A refused import may have stored revisions, which {@code detail} counts. */
        REFUSED,
        /** The service failed (5xx); if the database failed, the write may have been stored. */
        FAILED
    }
}
