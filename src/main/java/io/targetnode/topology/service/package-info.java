/** The topologies that are ready to answer, and the change feed. */
@NullMarked
package io.targetnode.topology.service;

import org.jspecify.annotations.NullMarked;
