package io.targetnode.app;

import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP connector with limits for slow clients. Tomcat instantiates this class by name. */
public final class GuardedProtocol extends Http11NioProtocol {

    public GuardedProtocol() {
        super(new GuardedEndpoint());
    }
}
