/** The audit log of writes. */
@NullMarked
package io.targetnode.api.auditlog;

import org.jspecify.annotations.NullMarked;
