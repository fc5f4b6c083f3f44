/** What is wrong with a layout, with its kernel, or with the memory that is online now, and what to do about it. */
@NullMarked
package io.targetnode.analysis.audit;

import org.jspecify.annotations.NullMarked;
