package io.targetnode.app.access;

import io.targetnode.api.access.WriteNote;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditEntry.Action;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.WriteOutcome;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reports each write, and each write that is refused to a known caller, in one line of the log and one entry of the audit log: who,
 * what, from where, and the outcome.
 */
final class AuditedWrites extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("io.targetnode.audit");

    /** Refusals of unknown callers, which {@link FailureLimit} logs, and of callers that send too many requests. */
    private static final Set<Integer> NOT_REPORTED =
            Set.of(HttpStatus.UNAUTHORIZED.value(), HttpStatus.TOO_MANY_REQUESTS.value());

    private static final RequestMatcher NAMED =
            PathPatternRequestMatcher.pathPattern(ApiPaths.TOPOLOGIES + "/{name}/**");

    /** A part of a path that no valid path has. It may be anything, a credential included, and is not logged. */
    private static final Pattern SUSPECT_SEGMENT =
            Pattern.compile("(?<=/)(?:[^/]*[^/A-Za-z0-9._-][^/]*|[^/]{" + (TopologyName.MAX_LENGTH + 1) + ",})");

    private static final RequestMatcher RESTORE = PathPatternRequestMatcher.pathPattern(
            HttpMethod.POST, ApiPaths.TOPOLOGIES + "/{name}/revisions/{revision}/restore");

    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_METHOD = 16;
    private static final int LONGEST_PATH = 512;

    private final RequestMatcher writes;
    private final CredentialRemoval credentials;
    private final AuditLog stored;
    private final Clock clock;

    AuditedWrites(RequestMatcher writes, CredentialRemoval credentials, AuditLog stored, Clock clock) {
        this.writes = writes;
        this.credentials = credentials;
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !writes.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            if (!NOT_REPORTED.contains(status)) {
                AuditEntry entry = entry(request, status, response.getHeader(TopologyHeaders.REVISION));
                log(entry);
                stored.add(List.of(entry));
            }
        }
    }

    private AuditEntry entry(HttpServletRequest request, int status, @Nullable String revision) {
        WriteNote note = WriteNote.in(request);
        return new AuditEntry(
                0,
                clock.instant(),
                CallerAuthentication.current().map(Caller::id).orElse("anonymous"),
                printable(request.getRemoteAddr(), LONGEST_ADDRESS),
                action(request, status, note),
                note.name().or(() -> nameInPath(request)).filter(this::hasNoCredential),
                Optional.ofNullable(revision).map(Integer::valueOf),
                printable(credentials.from(request.getMethod()), LONGEST_METHOD),
                printable(
                        credentials.from(
                                SUSPECT_SEGMENT.matcher(request.getRequestURI()).replaceAll("?")),
                        LONGEST_PATH),
                status,
                note.detail());
    }

    private boolean hasNoCredential(TopologyName name) {
        return credentials.from(name.text()).equals(name.text());
    }

    private static Optional<TopologyName> nameInPath(HttpServletRequest request) {
        return Optional.ofNullable(NAMED.matcher(request).getVariables().get("name"))
                .filter(TopologyName::isName)
                .map(TopologyName::new);
    }

    private static Action action(HttpServletRequest request, int status, WriteNote note) {
        if (status >= HttpStatus.BAD_REQUEST.value()) {
            return status >= HttpStatus.INTERNAL_SERVER_ERROR.value() ? Action.FAILED : Action.REFUSED;
        }
        if (note.detail().isPresent()) {
            return Action.IMPORT;
        }
        return note.outcome()
                .map(outcome -> action(request, outcome))
                .orElseGet(() -> isDeletion(request) ? Action.DELETE : Action.OTHER);
    }

    private static Action action(HttpServletRequest request, WriteOutcome outcome) {
        return switch (outcome) {
            case CREATED -> Action.CREATE;
            case REPLACED -> RESTORE.matches(request) ? Action.RESTORE : Action.REPLACE;
            case UNCHANGED -> Action.UNCHANGED;
        };
    }

    private static boolean isDeletion(HttpServletRequest request) {
        return HttpMethod.DELETE.matches(request.getMethod()) && NAMED.matches(request);
    }

    private static void log(AuditEntry entry) {
        String name = entry.name().map(TopologyName::text).orElse("");
        String revision = entry.revision().map(String::valueOf).orElse("");
        String detail = entry.detail().orElse("");
        LOG.atInfo()
                .addKeyValue("caller", entry.caller())
                .addKeyValue("address", entry.address())
                .addKeyValue("action", entry.action().apiName())
                .addKeyValue("name", name)
                .addKeyValue("method", entry.method())
                .addKeyValue("path", entry.path())
                .addKeyValue("status", entry.status())
                .addKeyValue("revision", revision)
                .addKeyValue("detail", detail)
                .log(
                        "{} {} by {} from {}: {}{}, status {}{}{}",
                        entry.method(),
                        entry.path(),
                        entry.caller(),
                        entry.address(),
                        entry.action().apiName(),
                        name.isEmpty() ? "" : " " + name,
                        entry.status(),
                        revision.isEmpty() ? "" : ", revision " + revision,
                        detail.isEmpty() ? "" : ", " + detail);
    }

    /** Shortened, and without control characters and blanks: behind a proxy, the address is what a header says. */
    private static String printable(String text, int length) {
        return text.substring(0, Math.min(length, text.length())).replaceAll("[^\\p{Graph}]", "?");
    }
}
