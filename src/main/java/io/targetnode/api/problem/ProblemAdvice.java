package io.targetnode.api.problem;

import io.targetnode.kernel.UnknownKernelException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Renders every exception as a problem, without details of the implementation. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final String RETRY_SECONDS = "1";

    /** An exception that {@link CoreProblems} knows, or that such an exception has caused. Any other one is not handled. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(RuntimeException e, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException cutOff) {
                return cutOff(cutOff, request);
            }
            Optional<ProblemException> problem = CoreProblems.find(cause);
            if (problem.isPresent()) {
                return render(
                        problem.get().type(),
                        problem.get().getMessage(),
                        problem.get().errors(),
                        request);
            }
        }
        throw e;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> undecodable(InvalidParameterException e, WebRequest request) {
        String detail = "The query or form cannot be decoded as percent-encoded UTF-8.";
        return render(ProblemType.MALFORMED_PARAMETER, detail, List.of(), request);
    }

    /** The only I/O of controllers is on bodies: either the body is incomplete, or the client has disconnected. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> cutOff(IOException e, WebRequest request) {
        return render(ProblemType.MALFORMED_REQUEST, "The body is incomplete.", List.of(), request);
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
        HttpHeaders problemHeaders = new HttpHeaders(headers);
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            problemHeaders.set(HttpHeaders.ALLOW, methods(method));
        }
        ResponseEntity<Object> answer = ProblemAnswer.of(servlet(request), response(request), problem, problemHeaders);
        return super.handleExceptionInternal(e, answer.getBody(), answer.getHeaders(), status, request);
    }

    private @Nullable ResponseEntity<Object> render(
            ProblemType type, @Nullable String detail, List<FieldProblem> errors, WebRequest request) {
        Problem problem =
                Problem.of(type, type.status(), detail == null ? type.meaning() : detail, path(request), errors);
        HttpServletResponse response = response(request);
        if (response.isCommitted()) {
            return null;
        }
        HttpHeaders headers = new HttpHeaders();
        if (type.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return ProblemAnswer.of(servlet(request), response, problem, headers);
    }

    private static String detail(Exception e, ProblemType type) {
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            return "The method must be one of %s.".formatted(methods(method));
        }
        if (e instanceof HttpMediaTypeNotSupportedException media) {
            return "The Content-Type must be one of %s.".formatted(names(media.getSupportedMediaTypes()));
        }
        if (e instanceof HttpMediaTypeNotAcceptableException media) {
            return "The Accept header must include one of %s.".formatted(names(media.getSupportedMediaTypes()));
        }
        return type.meaning();
    }

    /** Sorted, because Spring's order differs between starts. Spring does not name the methods that it handles itself. */
    private static String methods(HttpRequestMethodNotSupportedException e) {
        SortedSet<String> methods = new TreeSet<>(Set.of(HttpMethod.OPTIONS.name()));
        methods.addAll(List.of(Objects.requireNonNullElse(e.getSupportedMethods(), new String[0])));
        if (methods.contains(HttpMethod.GET.name())) {
            methods.add(HttpMethod.HEAD.name());
        }
        return String.join(", ", methods);
    }

    private static String names(List<MediaType> types) {
        return types.stream().map(MediaType::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String path(WebRequest request) {
        return servlet(request).getRequestURI();
    }

    private static HttpServletResponse response(WebRequest request) {
        return Objects.requireNonNull(((ServletWebRequest) request).getResponse());
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }
}
