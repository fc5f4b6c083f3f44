/** The compiled map of a topology: all answers as segments, in JSON, CSV and the binary form of docs/map-format.md. */
@NullMarked
package io.targetnode.api.segments;

import org.jspecify.annotations.NullMarked;
