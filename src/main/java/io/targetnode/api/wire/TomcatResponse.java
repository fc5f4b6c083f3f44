package io.targetnode.api.wire;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.http.MimeHeaders;

/** What Tomcat can do with a response and the Servlet API has no word for. Only while the request is in progress. */
public final class TomcatResponse extends ValveBase {

    private static final String ATTRIBUTE = TomcatResponse.class.getName();

    public TomcatResponse() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, response.getCoyoteResponse());
        getNext().invoke(request, response);
    }

    /**
     * Closes a connection whose client takes nothing. A response that is completed first has Tomcat wait, with one of its
     * threads, until the client has taken the rest or a minute is over.
     */
    public static void closeNow(ServletRequest request) {
        of(request).ifPresent(response -> response.action(ActionCode.CLOSE_NOW, null));
    }

    /** Adds headers as they go out, which Tomcat would encode for each answer. */
    static void addHeaders(ServletRequest request, Iterable<Map.Entry<byte[], byte[]>> headers) {
        MimeHeaders added = of(request).orElseThrow().getMimeHeaders();
        for (Map.Entry<byte[], byte[]> header : headers) {
            byte[] name = header.getKey();
            byte[] value = header.getValue();
            added.addValue(name, 0, name.length).setBytes(value, 0, value.length);
        }
    }

    private static Optional<org.apache.coyote.Response> of(ServletRequest request) {
        return Optional.ofNullable((org.apache.coyote.Response) request.getAttribute(ATTRIBUTE));
    }
}
