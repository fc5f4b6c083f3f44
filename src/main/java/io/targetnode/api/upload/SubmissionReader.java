package io.targetnode.api.upload;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;

/** Reads a machine from bodies of one family of media types. */
interface SubmissionReader {

    /** Whether this reader reads bodies of the type. */
    boolean reads(MediaType type);

    /**
     * Reads the body.
     *
     * @throws io.targetnode.api.problem.ProblemException if it is malformed or too large
     * @throws IOException if it is cut off
     */
    Submission read(HttpServletRequest request) throws IOException, ServletException;
}
