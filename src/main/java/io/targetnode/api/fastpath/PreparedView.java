package io.targetnode.api.fastpath;

import io.targetnode.api.fastpath.LookupRequest.Terms;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.resolve.Answer;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.evidence.OnlineRanges;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A topology under one kernel, with the headers and the constant parts of its answers encoded once. The bytes equal those that
 * {@code JsonAnswers} writes for an answer without explanation. A view takes about 2 KiB.
 */
final class PreparedView {

    private static final byte[] ADDRESS = AsciiBytes.of("\"address\":\"");
    private static final byte[] TARGET_NODE = AsciiBytes.of("\",\"targetNode\":");
    private static final byte[] HOT_ADD_NODE = AsciiBytes.of(",\"hotAddNode\":");
    private static final byte[] ONLINE_NODE = AsciiBytes.of(",\"onlineNode\":");
    private static final byte[] MEMINFO = AsciiBytes.of(",\"meminfo\":");
    private static final byte[] RESERVED_MEMINFO = AsciiBytes.of(",\"reservedMeminfo\":");
    private static final byte[] NULL = AsciiBytes.of("null");
    private static final byte[] START = AsciiBytes.of("{\"start\":\"");
    private static final byte[] END = AsciiBytes.of("\",\"end\":\"");
    private static final byte[] NODE = AsciiBytes.of("\",\"node\":");
    private static final byte[] OTHER_RULE_TARGET_NODE = AsciiBytes.of(",\"otherRuleTargetNode\":");
    private static final byte[] BRACE = AsciiBytes.of("}");
    private static final byte[] END_OF_OBJECT = AsciiBytes.of("}\n");
    private static final byte[] LINE_FEED = AsciiBytes.of("\n");

    /** Indexed by the ordinal of {@link Backing}. */
    private static final List<byte[]> BACKINGS = Arrays.stream(Backing.values())
            .map(backing -> AsciiBytes.of(",\"backing\":\"" + backing.apiName() + '"'))
            .toList();

    /** An upper bound on the bytes between head and tail: five addresses, six nodes and the field names. */
    private static final int LONGEST_MIDDLE = 400;

    /** A number and a line feed. */
    private static final int LONGEST_TEXT = 20;

    private final TargetNodeResolver resolver;
    private final OnlineRanges online;
    private final byte[] head;
    private final byte[] tail;
    /** The rule that the kernel may have instead; empty if its rule is known. */
    private final Optional<LookupRule> otherRule;

    private final Map<Representation, PreparedHeaders> headers = new EnumMap<>(Representation.class);

    PreparedView(KernelView view) {
        resolver = view.resolver();
        online = view.replayed().online();
        head = AnsweredBy.of(view).jsonStart();
        tail = tail(view.choice());
        otherRule = Optional.of(view.choice())
                .filter(choice -> !choice.lookupKnown())
                .map(choice -> choice.rule().other());
        for (Representation representation : Representation.values()) {
            headers.put(representation, PreparedHeaders.of(representation.headers(view)));
        }
    }

    /** The view for the terms, prepared on first use; empty if the kernel or the rule is unknown. */
    static Optional<PreparedView> of(ReplayedTopology topology, Terms terms) {
        return topology.derived(
                terms, PreparedView.class, () -> terms.view(topology).map(PreparedView::new));
    }

    /** The headers of all answers, without content type and length. */
    PreparedHeaders headers(Representation representation) {
        return Objects.requireNonNull(headers.get(representation));
    }

    /** The body of the answer for one address, as JSON or text. */
    AsciiBytes answer(long address, Representation representation) {
        return representation == Representation.JSON ? json(address) : text(address);
    }

    /** Answers batches. */
    TargetNodeResolver resolver() {
        return resolver;
    }

    private AsciiBytes json(long address) {
        Answer answer = resolver.answer(address);
        AsciiBytes out = new AsciiBytes(head.length + LONGEST_MIDDLE + tail.length);
        out.append(head).append(ADDRESS).appendAddress(address);
        out.append(TARGET_NODE).appendNode(answer.targetNode());
        out.append(HOT_ADD_NODE).appendNode(answer.hotAddNode());
        append(out.append(ONLINE_NODE), online.nodeAt(address));
        out.append(BACKINGS.get(answer.backing().ordinal()));
        append(out.append(MEMINFO), answer.meminfo());
        append(out.append(RESERVED_MEMINFO), answer.reservedMeminfo());
        out.append(tail);
        if (otherRule.isPresent()) {
            int other = answer.targetNode(otherRule.get());
            if (other != answer.targetNode()) {
                out.append(OTHER_RULE_TARGET_NODE).appendNode(other);
            }
        }
        return out.append(END_OF_OBJECT);
    }

    private AsciiBytes text(long address) {
        return new AsciiBytes(LONGEST_TEXT)
                .appendNode(resolver.targetNode(address))
                .append(LINE_FEED);
    }

    private static void append(AsciiBytes out, OptionalInt node) {
        if (node.isEmpty()) {
            out.append(NULL);
        } else {
            out.appendNode(node.getAsInt());
        }
    }

    private static void append(AsciiBytes out, Optional<Memblk> block) {
        if (block.isEmpty()) {
            out.append(NULL);
            return;
        }
        Memblk found = block.get();
        out.append(START).appendAddress(found.range().start());
        out.append(END).appendAddress(found.range().end());
        out.append(NODE).appendNode(found.node()).append(BRACE);
    }

    private static byte[] tail(KernelChoice choice) {
        return AsciiBytes.of(",\"behaviour\":\"%s\",\"basis\":\"%s\""
                .formatted(
                        choice.range().behaviour().id(), choice.range().basis().apiName()));
    }
}
