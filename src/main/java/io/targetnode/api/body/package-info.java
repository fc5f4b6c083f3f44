/** Request bodies: reading them within the limits of length, time and memory, and unpacking gzip. */
@NullMarked
package io.targetnode.api.body;

import org.jspecify.annotations.NullMarked;
