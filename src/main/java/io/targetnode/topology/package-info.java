/** What a machine is: what was uploaded and how exact it is, its revisions, the booted form that answers, the store's interface. */
@NullMarked
package io.targetnode.topology;

import org.jspecify.annotations.NullMarked;
