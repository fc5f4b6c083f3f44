package io.targetnode.api.json;

import java.util.List;
import java.util.Map;

/**
 * A body with lists, whose elements are validated one by one up to the first faults. Bean Validation would collect the
 * faults of all, which takes minutes and hundreds of bytes for each byte of a hostile list.
 */
public interface Listed {

    /** The lists by their names; an element may be null, as a client may write it. */
    Map<String, List<?>> lists();
}
