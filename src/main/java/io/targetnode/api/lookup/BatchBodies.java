package io.targetnode.api.lookup;

import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.topology.service.KernelView;
import org.springframework.stereotype.Component;

/**
 * Answers JSON batches, which are read completely first. {@link PlainBatch} parses nearly all of them. Jackson parses the others
 * and reports their faults, so that one parser decides which bodies are valid.
 */
@Component
final class BatchBodies {

    private static final byte[] NODES = AsciiBytes.of("\"nodes\":[");
    private static final byte[] END = AsciiBytes.of("]}");

    /** The usual length of a node and its comma. */
    private static final int NODE_BYTES = 3;

    private final JsonBodies bodies;

    BatchBodies(JsonBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * Answers a body.
     *
     * @throws ProblemException if the body does not have the shape of {@link BatchBody}, or the address of a page frame does
     *     not fit into 64 bits
     */
    byte[] answer(byte[] body, KernelView view, AddressUnit unit) {
        AddressArray numbers = addresses(body);
        long[] addresses = numbers.values();
        int tooLarge = unit.toAddresses(addresses, numbers.length());
        if (tooLarge >= 0) {
            throw ProblemException.body("/addresses/" + tooLarge, unit.tooLarge(addresses[tooLarge]));
        }
        int[] nodes = new int[numbers.length()];
        view.resolver().targetNodes(addresses, nodes, nodes.length);
        return json(AnsweredBy.of(view).jsonStart(), nodes);
    }

    AddressArray addresses(byte[] body) {
        return PlainBatch.read(body)
                .orElseGet(() -> bodies.read(body, BatchBody.class).addresses());
    }

    /** The bytes that Jackson writes for a {@link BatchAnswer}. */
    static byte[] json(byte[] head, int[] nodes) {
        int last = nodes.length - 1;
        AsciiBytes out = new AsciiBytes(head.length + NODES.length + NODE_BYTES * nodes.length + 32);
        out.append(head).append(NODES).appendNodes(nodes, 0, last, ',');
        if (last >= 0) {
            out.appendNode(nodes[last]);
        }
        return out.append(END).toByteArray();
    }
}
