/** Questions about whole topologies: what changed between revisions. */
@NullMarked
package io.targetnode.analysis;

import org.jspecify.annotations.NullMarked;
