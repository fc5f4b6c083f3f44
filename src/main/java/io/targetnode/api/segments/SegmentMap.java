package io.targetnode.api.segments;

import io.targetnode.api.revision.EntityTags;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.service.KernelView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * A map that was asked for.
 *
 * @param view who answers
 * @param filter which part of it
 */
record SegmentMap(KernelView view, SegmentFilter filter) {

    /** The segments of that part, ascending and disjoint. */
    SelectedSegments segments() {
        return SelectedSegments.of(view.resolver().segments(), filter);
    }

    /** Who answers. */
    HttpHeaders headers() {
        HttpHeaders headers = TopologyHeaders.of(view);
        headers.setVary(List.of(HttpHeaders.ACCEPT));
        return headers;
    }

    /** The ETag of the map in a form. */
    String entityTag(String form) {
        return EntityTags.of(view.topology().tag(), variant(form));
    }

    /** As a digest: in a hash code, an end that grows may make up for a start that shrinks. */
    private String variant(String form) {
        String words = String.join(
                " ",
                form,
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                filter.covered().toString(),
                filter.node().map(Record::toString).orElse(""));
        return Sha256.of(words.getBytes(StandardCharsets.UTF_8));
    }
}
