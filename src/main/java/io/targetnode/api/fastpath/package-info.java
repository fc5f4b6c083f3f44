/** Answers the most frequent look-ups ahead of Spring MVC, with the bytes that the controllers would send. */
@NullMarked
package io.targetnode.api.fastpath;

import org.jspecify.annotations.NullMarked;
