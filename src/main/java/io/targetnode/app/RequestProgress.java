package io.targetnode.app;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Reports which request occupies a thread, so that the bytes of its body count as progress. */
final class RequestProgress extends ValveBase {

    RequestProgress() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Occupation.note(request.getCoyoteRequest().getRequestProcessor());
        getNext().invoke(request, response);
    }
}
