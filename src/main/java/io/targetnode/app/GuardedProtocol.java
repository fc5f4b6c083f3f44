package io.targetnode.app;

import org.apache.coyote.ErrorState;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP connector with limits for slow clients, and with connections that stay open after a {@link KeptOpenFilter refusal}.
 * Tomcat instantiates this class by name.
 */
public final class GuardedProtocol extends Http11NioProtocol {

    public GuardedProtocol() {
        super(new GuardedEndpoint());
    }

    @Override
    protected Processor createProcessor() {
        return new GuardedProcessor(this);
    }

    /** Tomcat calls this while it prepares the headers, after it has decided whether the connection stays open. */
    @Override
    public boolean useCompression(Request request, Response response) {
        KeptOpenFilter.restoreStatus(response);
        return super.useCompression(request, response);
    }

    private static final class GuardedProcessor extends Http11Processor {

        GuardedProcessor(GuardedProtocol protocol) {
            super(protocol, protocol.getAdapter());
        }

        /** After the answer, Tomcat decides once more whether its status closes the connection. */
        @Override
        protected void setErrorState(ErrorState errorState, @Nullable Throwable cause) {
            boolean isForStatus = errorState == ErrorState.CLOSE_CLEAN && cause == null && response.isCommitted();
            if (!isForStatus || !KeptOpenFilter.KEPT.contains(response.getStatus())) {
                super.setErrorState(errorState, cause);
            }
        }

        /**
         * Tomcat would call the read listener again as soon as the listener has read the last chunk, with another processor, which takes
         * the end of the client's side for the end of the connection. The listener reads to the end anyway.
         */
        @Override
        protected void executeDispatches() {
            if (request.isRequestThread()) {
                getIteratorAndClearDispatches();
            } else {
                super.executeDispatches();
            }
        }
    }
}
