/** What happens if memory of a window or a reserved range is brought online by the dax driver. */
@NullMarked
package io.targetnode.analysis.regions;

import org.jspecify.annotations.NullMarked;
