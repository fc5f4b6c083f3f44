/** The answers of a topology as segments: JSON, CSV and the binary map of docs/map-format.md. */
@NullMarked
package io.targetnode.api.segments;

import org.jspecify.annotations.NullMarked;
