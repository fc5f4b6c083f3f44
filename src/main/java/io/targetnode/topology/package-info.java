/** Machines, uploads and revisions, and the interface of the store. */
@NullMarked
package io.targetnode.topology;

import org.jspecify.annotations.NullMarked;
