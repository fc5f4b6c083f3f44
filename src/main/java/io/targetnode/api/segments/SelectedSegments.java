package io.targetnode.api.segments;

import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.resolve.Segment;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.service.KernelView;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

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

    /** The headers, with the ETag of the segments in a format. */
    HttpHeaders headers(MediaType format) {
        return TopologyHeaders.tagged(TopologyHeaders.of(view), view.topology(), variant(format.getSubtype()));
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
