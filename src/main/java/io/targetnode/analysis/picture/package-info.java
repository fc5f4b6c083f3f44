/** The address space of a topology as a picture: lanes over one axis, as SVG and as text. */
@NullMarked
package io.targetnode.analysis.picture;

import org.jspecify.annotations.NullMarked;
