/** Bodies that describe a machine, of every media type, read into a {@link io.targetnode.api.upload.Submission}. */
@NullMarked
package io.targetnode.api.upload;

import org.jspecify.annotations.NullMarked;
