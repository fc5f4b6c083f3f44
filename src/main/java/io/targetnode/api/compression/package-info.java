/** Compresses answers. */
@NullMarked
package io.targetnode.api.compression;

import org.jspecify.annotations.NullMarked;
