/** Request bodies: reading them within the limits of length, time and memory. */
@NullMarked
package io.targetnode.api.body;

import org.jspecify.annotations.NullMarked;
