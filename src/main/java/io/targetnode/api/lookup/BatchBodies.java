package io.targetnode.api.lookup;

import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.topology.service.KernelView;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Batches as JSON, whole. What is plain, as nearly all are, is read and written byte by byte; everything else, and all that is
 * wrong, is Jackson's to read, so that there is one judge of what a body may be.
 */
@Component
final class BatchBodies {

    private static final int END_BYTES = 2;

    private final JsonBodies bodies;
    private final JsonMapper mapper;

    BatchBodies(JsonBodies bodies, JsonMapper mapper) {
        this.bodies = bodies;
        this.mapper = mapper;
    }

    /** @throws ProblemException if the body is not of the shape, or for a page frame number whose address has more than 64 bits */
    byte[] answer(byte[] body, KernelView view, AddressUnit unit) {
        AddressArray numbers = addresses(body);
        long[] addresses = numbers.values();
        int tooLarge = unit.toAddresses(addresses, numbers.length());
        if (tooLarge >= 0) {
            throw ProblemException.body("/addresses/" + tooLarge, unit.tooLarge(addresses[tooLarge]));
        }
        int[] nodes = new int[numbers.length()];
        view.resolver().targetNodes(addresses, nodes, nodes.length);
        return withNodes(mapper.writeValueAsBytes(BatchAnswer.of(view)), nodes);
    }

    AddressArray addresses(byte[] body) {
        return PlainBatch.read(body)
                .orElseGet(() -> bodies.read(body, BatchBody.class).addresses());
    }

    /** Puts nodes into an answer that has none and ends with <code>[]}</code>. */
    static byte[] withNodes(byte[] empty, int[] nodes) {
        int at = empty.length - END_BYTES;
        byte[] text = Arrays.copyOf(empty, empty.length + 3 * nodes.length + Digits.NODE_BYTES);
        for (int i = 0; i < nodes.length; i++) {
            if (text.length - at <= Digits.NODE_BYTES + END_BYTES) {
                text = Arrays.copyOf(text, text.length + text.length / 2);
            }
            if (i > 0) {
                text[at++] = ',';
            }
            at = Digits.put(nodes[i], text, at);
        }
        text[at++] = ']';
        text[at++] = '}';
        return Arrays.copyOf(text, at);
    }
}
