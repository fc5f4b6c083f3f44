/** Topologies that are ready to answer, and the feed of changes. */
@NullMarked
package io.targetnode.topology.service;

import org.jspecify.annotations.NullMarked;
