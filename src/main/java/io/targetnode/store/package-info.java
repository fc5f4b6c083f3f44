/** Stores topologies in SQLite or PostgreSQL. */
@NullMarked
package io.targetnode.store;

import org.jspecify.annotations.NullMarked;
