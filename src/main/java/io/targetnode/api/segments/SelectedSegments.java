package io.targetnode.api.segments;

import io.targetnode.api.revision.EntityTags;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.resolve.Segment;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.service.KernelView;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * The segments that a request selects, ascending and disjoint. They are the segments of the compiled map, which all requests
 * share. The iteration creates a new segment only where the filter cuts one.
 *
 * @param view the view that answers the request
 * @param filter the filter that selects the segments
 */
record SelectedSegments(KernelView view, SegmentFilter filter) implements Iterable<Segment> {

    @Override
    public Iterator<Segment> iterator() {
        return stream().iterator();
    }

    Stream<Segment> stream() {
        return filter.select(view.resolver().segments());
    }

    /** O(n). */
    int count() {
        return (int) stream().count();
    }

    HttpHeaders headers() {
        return TopologyHeaders.varied(TopologyHeaders.of(view));
    }

    /** The ETag of the segments in a format. */
    String entityTag(String format) {
        return EntityTags.of(view.topology().tag(), variant(format));
    }

    /** A digest, because hash codes of two ranges that differ in both ends could collide. */
    private String variant(String format) {
        String parts = String.join(
                " ",
                format,
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                filter.covered().toString(),
                filter.node().map(Record::toString).orElse(""));
        return Sha256.of(parts.getBytes(StandardCharsets.UTF_8));
    }
}
