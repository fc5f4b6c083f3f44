/** Which node an address belongs to: the two look-up rules, and the reasons behind an answer. */
@NullMarked
package io.targetnode.resolve;

import org.jspecify.annotations.NullMarked;
