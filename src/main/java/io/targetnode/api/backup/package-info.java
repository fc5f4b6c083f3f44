/** Export and import of the complete store as one stream of lines. */
@NullMarked
package io.targetnode.api.backup;

import org.jspecify.annotations.NullMarked;
