package io.targetnode.api.body;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes a connection whose client does not read. The Servlet API has no call for it. Completing the response instead makes a
 * Tomcat thread wait until the client has read the rest, or until a minute has passed.
 */
public final class AbortConnection extends ValveBase {

    private static final String ATTRIBUTE = AbortConnection.class.getName();

    public AbortConnection() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable close = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        request.setAttribute(ATTRIBUTE, close);
        getNext().invoke(request, response);
    }

    /** Closes the connection of a request. Call this only while the request is in progress: Tomcat reuses request objects. */
    public static void of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable close) {
            close.run();
        }
    }
}
