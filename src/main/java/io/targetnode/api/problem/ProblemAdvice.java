package io.targetnode.api.problem;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.GzipException;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.intake.UnusableFileException;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Renders every exception as a problem: the type by the exception, the words without anything of Java. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final String RETRY_SECONDS = "1";

    private static final Map<Class<? extends RuntimeException>, ProblemType> TOLD = Map.of(
            UnknownTopologyException.class, ProblemType.UNKNOWN_TOPOLOGY,
            UnknownRevisionException.class, ProblemType.UNKNOWN_REVISION,
            TopologyExistsException.class, ProblemType.TOPOLOGY_EXISTS,
            PreconditionFailedException.class, ProblemType.PRECONDITION_FAILED,
            ImpossibleMachineException.class, ProblemType.IMPOSSIBLE_MACHINE,
            NotModelledException.class, ProblemType.NOT_MODELLED,
            StoreUnavailableException.class, ProblemType.STORE_UNAVAILABLE,
            StoreFullException.class, ProblemType.STORE_FULL);

    /** As much as the longest form takes by default. */
    private static final long FORM_BYTES = 8L << 20;

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(ProblemException e, WebRequest request) {
        return render(e.type(), e.getMessage(), e.errors(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> damaged(GzipException e, WebRequest request) {
        return refused(ProblemException.body(e.place(), e.getMessage()), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unreadable(AcpiTableException e, WebRequest request) {
        String place = "%s, byte offset %d".formatted(e.table().toLowerCase(Locale.ROOT), e.offset());
        return unreadable(place, e.getMessage(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unreadable(CaptureException e, WebRequest request) {
        boolean whole = e.line() == CaptureException.WHOLE_TEXT;
        String place = whole ? e.source() : "%s, line %d".formatted(e.source(), e.line());
        return unreadable(place, e.getMessage(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unusable(UnusableFileException e, WebRequest request) {
        ProblemType type = e.isTooLarge() ? ProblemType.TOO_LARGE : ProblemType.MALFORMED_FILE;
        return render(type, e.getMessage(), List.of(new FieldProblem(e.place(), e.getMessage())), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unknown(UnknownKernelException e, WebRequest request) {
        List<FieldProblem> errors = List.of(new FieldProblem("kernel", e.getMessage()));
        return render(ProblemType.UNKNOWN_KERNEL, e.getMessage(), errors, request);
    }

    /** What the service says of itself is fit for the client as it is. */
    @ExceptionHandler({
        UnknownTopologyException.class,
        UnknownRevisionException.class,
        TopologyExistsException.class,
        PreconditionFailedException.class,
        ImpossibleMachineException.class,
        NotModelledException.class,
        StoreUnavailableException.class,
        StoreFullException.class
    })
    @Nullable
    ResponseEntity<Object> told(RuntimeException e, WebRequest request) {
        return render(TOLD.getOrDefault(e.getClass(), ProblemType.INTERNAL_ERROR), e.getMessage(), List.of(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> notAForm(MultipartException e, WebRequest request) {
        if (lacksSpace(request)) {
            logger.warn("No disk space for forms that clients upload, in the folder for temporary files");
            return render(
                    ProblemType.BUSY,
                    "There is no disk space to take a form at the moment. Bodies of JSON and text need none.",
                    List.of(),
                    request);
        }
        String detail = "the body is no multipart form: its parts do not follow the boundary, or are too many";
        return render(ProblemType.MALFORMED_BODY, detail, List.of(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> undecodable(InvalidParameterException e, WebRequest request) {
        String detail = "the query or form cannot be decoded: it is percent-encoded UTF-8";
        return render(ProblemType.MALFORMED_PARAMETER, detail, List.of(), request);
    }

    /** The body is all that is read or written here: it did not arrive, or the client is gone. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> cutOff(IOException e, WebRequest request) {
        return render(ProblemType.MALFORMED_REQUEST, "the body did not arrive whole", List.of(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!(e instanceof MethodArgumentTypeMismatchException mismatch)) {
            return super.handleTypeMismatch(e, headers, status, request);
        }
        Throwable cause = mismatch.getMostSpecificCause();
        ProblemType type =
                cause instanceof UnknownKernelException ? ProblemType.UNKNOWN_KERNEL : ProblemType.MALFORMED_PARAMETER;
        return refused(ProblemException.at(type, mismatch.getName(), String.valueOf(cause.getMessage())), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refused(ProblemException.parameter(e.getParameterName(), "is required"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = ProblemType.ofStatus(status.value());
        Problem problem = Problem.of(type, status.value(), detail(e, type), path(request), List.of());
        HttpHeaders ours = new HttpHeaders(headers);
        ours.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            ours.set(HttpHeaders.ALLOW, methods(method));
        }
        return super.handleExceptionInternal(e, problem, ours, status, request);
    }

    private @Nullable ResponseEntity<Object> unreadable(String place, String message, WebRequest request) {
        return render(ProblemType.MALFORMED_FILE, message, List.of(new FieldProblem(place, message)), request);
    }

    private @Nullable ResponseEntity<Object> render(
            ProblemType type, @Nullable String detail, List<FieldProblem> errors, WebRequest request) {
        Problem problem =
                Problem.of(type, type.status(), detail == null ? type.meaning() : detail, path(request), errors);
        if (request instanceof ServletWebRequest servlet
                && servlet.getResponse() != null
                && servlet.getResponse().isCommitted()) {
            return null;
        }
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(type.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (type.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.body(problem);
    }

    private static String detail(Exception e, ProblemType type) {
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            return "takes " + methods(method);
        }
        if (e instanceof HttpMediaTypeNotSupportedException media) {
            return "the Content-Type must be one of " + names(media.getSupportedMediaTypes());
        }
        if (e instanceof HttpMediaTypeNotAcceptableException media) {
            return "the answer comes as " + names(media.getSupportedMediaTypes());
        }
        return type.meaning();
    }

    /** Sorted, as Spring's order changes from start to start. */
    private static String methods(HttpRequestMethodNotSupportedException e) {
        String[] methods = e.getSupportedMethods();
        return methods == null ? "" : Arrays.stream(methods).sorted().collect(Collectors.joining(", "));
    }

    private static String names(List<MediaType> types) {
        return types.stream().map(MediaType::toString).sorted().collect(Collectors.joining(", "));
    }

    /** The parts of a form wait on disk; if there is no room for them, the form is not to blame. */
    private static boolean lacksSpace(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getServletContext().getAttribute(ServletContext.TEMPDIR)
                        instanceof File folder
                && folder.getUsableSpace() < FORM_BYTES;
    }

    private static String path(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }
}
