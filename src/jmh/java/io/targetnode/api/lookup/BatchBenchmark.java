package io.targetnode.api.lookup;

import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.json.StrictBodies;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.memory.Address;
import io.targetnode.resolve.TargetNodeResolver;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers 10,000 addresses, from the bytes of a body to the bytes of its answer. The map has one node, so that the
 * codecs dominate.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {

    private static final int COUNT = 10_000;
    private static final AddressUnit BYTES = new AddressUnit(0);

    private final TargetNodeResolver resolver = Resolvers.of(1);
    private final JsonMapper mapper = StrictBodies.mapper();
    private final JsonBodies bodies = StrictBodies.create();
    private final WaitingAnswers answers = new WaitingAnswers(new MemoryBudget(1 << 26, 0).reserve(), new StreamBuffers());
    private final BatchCodec octetCodec = new OctetBatch(resolver, BYTES);
    private final BatchCodec lineCodec = new AddressLines(resolver, BYTES);
    private final int[] copy = new int[COUNT];
    private final byte[] head =
            new AnsweredBy("example", 1, "7.3", "prefer-reserved", true).jsonStart();
    private byte[] json;
    private byte[] lines;
    private byte[] octets;

    @Setup
    public void setUp() {
        long[] addresses = new SplittableRandom(1).longs(COUNT, 0, 1L << 40).toArray();
        json = LongStream.of(addresses)
                .mapToObj(address -> '"' + Address.print(address) + '"')
                .collect(Collectors.joining(", ", "{\"addresses\": [", "]}"))
                .getBytes(StandardCharsets.US_ASCII);
        lines = LongStream.of(addresses)
                .mapToObj(address -> Address.print(address) + '\n')
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(8 * COUNT).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(addresses);
        octets = bytes.array();
        if (!Arrays.equals(jsonOurs(), jsonStreaming())) {
            throw new IllegalStateException("the answers differ");
        }
    }

    @Benchmark
    public byte[] jsonOurs() {
        return answer(PlainBatch.read(json).orElseThrow());
    }

    /** The regular path: Jackson binds the body. */
    @Benchmark
    public byte[] jsonBound() {
        return answer(bodies.read(json, BatchBody.class).addresses());
    }

    /** Jackson's fastest API: tokens in, tokens out. */
    @Benchmark
    public byte[] jsonStreaming() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser parser = mapper.createParser(json);
                JsonGenerator generator = mapper.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringProperty("topology", "example");
            generator.writeNumberProperty("revision", 1);
            generator.writeStringProperty("kernel", "7.3");
            generator.writeStringProperty("rule", "prefer-reserved");
            generator.writeArrayPropertyStart("nodes");
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                // skip to the addresses
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                generator.writeNumber(resolver.targetNode(Long.parseUnsignedLong(parser.getString().substring(2), 16)));
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    @Benchmark
    public int lines() {
        return run(lineCodec, lines);
    }

    @Benchmark
    public int octets() {
        return run(octetCodec, octets);
    }

    /** The lower bound for any resolver: reads each address and writes an int. */
    @Benchmark
    public int[] octetsCopied() {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COUNT; i++) {
            copy[i] = (int) in.getLong(8 * i);
        }
        return copy;
    }

    private byte[] answer(AddressArray addresses) {
        int[] nodes = new int[addresses.length()];
        resolver.targetNodes(addresses.values(), nodes, nodes.length);
        return BatchBodies.json(head, nodes);
    }

    private int run(BatchCodec codec, byte[] body) {
        int bytes = 0;
        codec.accept(body, 0, body.length, answers);
        codec.end(answers);
        while (!answers.isEmpty()) {
            ByteBuffer block = answers.take();
            bytes += block.remaining();
            answers.reuse(block);
        }
        return bytes;
    }
}
