/** Where everything is wired: the application, its configuration, and what the framework needs to know. */
@NullMarked
package io.targetnode.app;

import org.jspecify.annotations.NullMarked;
