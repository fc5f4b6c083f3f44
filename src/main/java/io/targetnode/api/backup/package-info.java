/** Export and import of everything that is stored, as one stream of lines. */
@NullMarked
package io.targetnode.api.backup;

import org.jspecify.annotations.NullMarked;
