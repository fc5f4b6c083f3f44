package io.targetnode.api.body;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Gives access to the response of Tomcat's connector, for what the Servlet API has no call for. Use it only while the request is
 * in progress: Tomcat reuses these objects.
 */
public final class ConnectorResponse extends ValveBase {

    private static final String ATTRIBUTE = ConnectorResponse.class.getName();

    public ConnectorResponse() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, response.getCoyoteResponse());
        getNext().invoke(request, response);
    }

    /**
     * Closes the connection of a client that does not read. Completing the response instead makes a Tomcat thread wait until the
     * client has read the rest, or until a minute has passed.
     */
    public static void abortConnection(ServletRequest request) {
        of(request).ifPresent(response -> response.action(ActionCode.CLOSE_NOW, null));
    }

    /** Tomcat changes the status to 500 if the client disconnects, though another one was sent; metrics and logs would count a failure. */
    public static void restoreStatus(ServletRequest request, int sent) {
        of(request).ifPresent(response -> response.setStatus(sent));
    }

    /** Sends {@code 100 Continue} to a client that waits for it. Needed before a body is read without blocking. */
    public static void acknowledge(ServletRequest request) {
        of(request).ifPresent(response -> response.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS));
    }

    /** Whether the body of the request has been read to its end; also true if it has none. False in a server without this valve. */
    public static boolean isRequestRead(ServletRequest request) {
        return of(request)
                .filter(response -> response.getRequest().isFinished())
                .isPresent();
    }

    /** The headers, to which bytes can be added that are already encoded; empty in a server without this valve. */
    public static Optional<MimeHeaders> headers(ServletRequest request) {
        return of(request).map(org.apache.coyote.Response::getMimeHeaders);
    }

    private static Optional<org.apache.coyote.Response> of(ServletRequest request) {
        return Optional.ofNullable((org.apache.coyote.Response) request.getAttribute(ATTRIBUTE));
    }
}
