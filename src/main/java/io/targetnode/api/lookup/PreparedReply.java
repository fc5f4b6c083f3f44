package io.targetnode.api.lookup;

import java.io.IOException;
import org.apache.catalina.connector.Response;

/**
 * The answer to one request, without a converter, a signature or a string for the body.
 *
 * @param view that answers
 * @param address that was asked for
 * @param representation that was asked for
 * @param known whether the client has the answer, as its ETag shows
 */
record PreparedReply(PreparedView view, long address, Representation representation, boolean known) {

    void send(Response response) throws IOException {
        view.headers(representation).addTo(response.getCoyoteResponse().getMimeHeaders());
        if (known) {
            response.setStatus(Response.SC_NOT_MODIFIED);
            return;
        }
        AnswerBytes answer = view.answer(address, representation);
        response.setContentType(representation.contentType());
        response.setContentLength(answer.length());
        answer.writeTo(response.getOutputStream());
    }
}
