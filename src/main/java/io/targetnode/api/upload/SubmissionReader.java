package io.targetnode.api.upload;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;

/** Reads bodies of one media type that describe a machine. */
interface SubmissionReader {

    /** Whether this reader is for bodies of the type. */
    boolean reads(MediaType type);

    /**
     * Reads the body.
     *
     * @throws io.targetnode.api.problem.ProblemException if it is malformed or too large
     * @throws IOException if it does not arrive whole
     */
    Submission read(HttpServletRequest request) throws IOException, ServletException;
}
