package io.targetnode.api.lookup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The answer to one request, without a converter, a signature or a string for the body.
 *
 * @param view that answers
 * @param address that was asked for
 * @param representation that was asked for
 * @param known whether the client has the answer, as its ETag shows
 */
record PreparedReply(PreparedView view, long address, Representation representation, boolean known) {

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        view.headers(representation).addToResponse(request);
        if (known) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        AnswerBytes answer = view.answer(address, representation);
        response.setContentType(representation.contentType());
        response.setContentLength(answer.length());
        answer.writeTo(response.getOutputStream());
    }
}
