/** Which node an address belongs to: the calls for one address and for many, and their codecs. */
@NullMarked
package io.targetnode.api.lookup;

import org.jspecify.annotations.NullMarked;
