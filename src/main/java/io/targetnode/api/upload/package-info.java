/** Reads uploaded machines of every media type into a {@link io.targetnode.api.upload.Submission}. */
@NullMarked
package io.targetnode.api.upload;

import org.jspecify.annotations.NullMarked;
