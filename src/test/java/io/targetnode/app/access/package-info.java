@NullMarked
package io.targetnode.app.access;

import org.jspecify.annotations.NullMarked;
