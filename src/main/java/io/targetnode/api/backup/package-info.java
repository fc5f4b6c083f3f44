/** Everything that is stored as one stream of lines, out and in. */
@NullMarked
package io.targetnode.api.backup;

import org.jspecify.annotations.NullMarked;
