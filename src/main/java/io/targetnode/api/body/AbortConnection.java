package io.targetnode.api.body;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes a connection whose client takes nothing. The Servlet API has no word for it: a response that is completed first has
 * Tomcat wait, with one of its threads, until the client has taken the rest or a minute is over.
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

    /** Only while the request is in progress: afterwards it may be another one's. */
    public static void of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable close) {
            close.run();
        }
    }
}
