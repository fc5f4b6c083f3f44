/** Where topologies are kept. */
@NullMarked
package io.targetnode.store;

import org.jspecify.annotations.NullMarked;
