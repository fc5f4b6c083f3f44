package io.targetnode.api.lookup;

import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.json.Pretty;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * Answers JSON batches, which are read completely first. {@link PlainBatch} parses nearly all of them. Jackson parses the others
 * and reports their faults, so that one parser decides which bodies are valid.
 */
@Component
final class BatchBodies {

    private static final byte[] NODES = AsciiBytes.of("\"nodes\":[");
    private static final byte[] END = AsciiBytes.of("]}\n");

    /** The usual length of a node and its comma. */
    private static final int NODE_BYTES = 3;

    private final JsonBodies bodies;
    private final JsonAnswers answers;

    BatchBodies(JsonBodies bodies, JsonAnswers answers) {
        this.bodies = bodies;
        this.answers = answers;
    }

    /**
     * Answers a body.
     *
     * @throws ProblemException if the body does not have the shape of {@link BatchBody}, or the address of a page frame does
     *     not fit into 64 bits
     */
    byte[] answer(byte[] body, KernelView view, AddressUnit unit, HttpServletRequest request) {
        AddressArray numbers = addresses(body);
        long[] addresses = numbers.values();
        int tooLarge = unit.toAddresses(addresses, numbers.length());
        if (tooLarge >= 0) {
            throw ProblemException.body("/addresses/" + tooLarge, unit.tooLarge(addresses[tooLarge]));
        }
        int[] nodes = new int[numbers.length()];
        view.resolver().targetNodes(addresses, nodes, nodes.length);
        AnsweredBy by = AnsweredBy.of(view);
        return Pretty.isRequested(request)
                ? answers.bytes(new BatchAnswer(by, nodes), request)
                : json(by.jsonStart(), nodes);
    }

    AddressArray addresses(byte[] body) {
        return PlainBatch.read(body)
                .orElseGet(() -> bodies.read(body, BatchBody.class).addresses());
    }

    /** The bytes that {@link JsonAnswers} writes for a {@link BatchAnswer}. */
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
