package io.targetnode.app.access;

import io.targetnode.api.access.ReadAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/** Grants reads to callers with a credential. */
record CredentialReads(Credentials credentials) implements ReadAccess {

    @Override
    public boolean isGranted(HttpServletRequest request) {
        return BearerHeader.token(request).filter(credentials::mayRead).isPresent();
    }

    @Override
    public BooleanSupplier whileGranted(HttpServletRequest request) {
        return BearerHeader.token(request).map(credentials::stillReads).orElse(() -> false);
    }
}
