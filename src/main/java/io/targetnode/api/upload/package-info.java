/** Reads uploaded machines of every media type into a {@link io.targetnode.api.upload.JudgedSubmission}. */
@NullMarked
package io.targetnode.api.upload;

import org.jspecify.annotations.NullMarked;
