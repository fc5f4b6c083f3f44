/** Access: API keys, tokens of an OAuth2 issuer, and what each call needs. Only this package knows Spring Security. */
@NullMarked
package io.targetnode.app.access;

import org.jspecify.annotations.NullMarked;
