package io.targetnode.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Declares the fields of JSON objects from the components of their records. A field of an answer is always present, and null if its
 * component is nullable, unless the record leaves out nulls. A field of a request may be left out or
 * null if its component is nullable: some generated clients send an empty list for a list that may only be left out.
 */
final class RecordDocs implements ModelConverter {

    private static final String PACKAGE = "io.targetnode";

    /** The names of records of requests end with this word. */
    private static final String REQUEST = "Body";

    private static final String REFERENCE = "#/components/schemas/";

    /** Descriptions of the fields that have the same meaning wherever they have no description of their own. */
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("assumptions", "What was assumed instead of information that the upload lacks."),
            Map.entry("architecture", "The architecture of the machine."),
            Map.entry("backing", "What is at the address."),
            Map.entry("basis", "The basis of the behaviour; GET /kernels describes the values."),
            Map.entry("agrees", "The number of comparisons that agree."),
            Map.entry("comparisons", "All comparisons."),
            Map.entry("conclusions", "Conclusions from the contradictions."),
            Map.entry("contradicts", "The number of comparisons that contradict the replay."),
            Map.entry("id", "The stable name of the conclusion."),
            Map.entry("notCompared", "The number of comparisons for which evidence is missing."),
            Map.entry("outcome", "The outcome of the comparison."),
            Map.entry("sentence", "The conclusion, in a sentence."),
            Map.entry("what", "The subject of the claim."),
            Map.entry("behaviour", "The behaviour of the kernel; GET /kernels describes it."),
            Map.entry("boot", "The result of the boot: accepted, or why the kernel rejects the tables."),
            Map.entry("bytes", "The length of the file."),
            Map.entry("counts", "The number of entries."),
            Map.entry("end", "The last address, inclusive."),
            Map.entry("exactness", "exact; or assumed, if information was missing."),
            Map.entry("format", "The format of the file."),
            Map.entry("from", "The answer of the first revision."),
            Map.entry("hotAddNode", "The node of an ACPI hot-add."),
            Map.entry("kernel", "The kernel release that answers."),
            Map.entry("labels", "Labels that the client chose."),
            Map.entry("meminfo", "The block of numa_meminfo that holds the address; null if none does."),
            Map.entry("name", "The name of the topology."),
            Map.entry("node", "The node."),
            Map.entry("origin", "The table entry or description that the block comes from."),
            Map.entry("possibleNodes", "The nodes that the kernel considers possible."),
            Map.entry("proximityDomain", "The proximity domain, an unsigned 32-bit number."),
            Map.entry("range", "The range."),
            Map.entry("read", "What was read from the file; empty if all of it was read."),
            Map.entry("remedy", "What to upload or to do instead."),
            Map.entry(
                    "reservedMeminfo", "The block of numa_reserved_meminfo that holds the address; null if none does."),
            Map.entry("revision", "The revision that answers."),
            Map.entry("rule", "The look-up rule that answers."),
            Map.entry("sha256", "SHA-256 of the file."),
            Map.entry("source", "Where it comes from."),
            Map.entry("start", "The first address."),
            Map.entry("targetNode", "The node for memory hot-added here; -1 is NUMA_NO_NODE."),
            Map.entry("text", "The assumption, in a sentence."),
            Map.entry("tier", "The memory tier of the node."),
            Map.entry("to", "The answer of the second revision."),
            Map.entry("topology", "The name of the topology."),
            Map.entry("uploadedAt", "The time of the upload."),
            Map.entry("warnings", "Remarks."));

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord() && raw.getName().startsWith(PACKAGE)) {
            definition(schema, context).ifPresent(definition -> definition.declareComponents(raw));
        }
        return schema;
    }

    private static Optional<Definition> definition(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        Schema<?> defined =
                reference == null ? schema : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
        return Optional.ofNullable(defined)
                .filter(of -> of.getProperties() != null)
                .map(Definition::new);
    }

    /** The schema of a record. It has properties. */
    private record Definition(Schema<?> schema) {

        void declareComponents(Class<?> raw) {
            components(raw).forEach(component -> declare(raw, component));
            schema.getProperties().replaceAll(Definition::described);
        }

        private void declare(Class<?> raw, RecordComponent component) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            Schema<?> property = schema().getProperties().get(name);
            if (property == null) {
                return;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JsonInclude.Include include = include(raw, component);
            boolean nullLeftOut = include == JsonInclude.Include.NON_NULL;
            boolean optional = include == JsonInclude.Include.NON_EMPTY
                    || nullable && (nullLeftOut || raw.getSimpleName().endsWith(REQUEST));
            if (!optional
                    && !Objects.requireNonNullElse(schema().getRequired(), List.of())
                            .contains(name)) {
                schema().addRequiredItem(name);
            }
            if (nullable && !nullLeftOut) {
                schema().getProperties().put(name, orNull(property));
            }
        }

        private static Schema<?> described(String name, Schema<?> property) {
            if (property.getPattern() != null) {
                // Bean Validation matches the whole value; a pattern of JSON Schema matches any part of it.
                property.setPattern("^(%s)$".formatted(property.getPattern()));
            }
            return property.getDescription() == null && DESCRIPTIONS.containsKey(name)
                    ? property.description(DESCRIPTIONS.get(name))
                    : property;
        }
    }

    /** The components of a record. An unwrapped record is replaced by its own components. */
    private static Stream<RecordComponent> components(Class<?> raw) {
        return Arrays.stream(raw.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? components(component.getType())
                        : Stream.of(component));
    }

    private static JsonInclude.Include include(Class<?> raw, RecordComponent component) {
        return Stream.of(component.getAccessor(), raw)
                .map((AnnotatedElement element) -> element.getAnnotation(JsonInclude.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(JsonInclude::value)
                .orElse(JsonInclude.Include.ALWAYS);
    }

    private static Schema<?> orNull(Schema<?> property) {
        Schema<?> nothing = new Schema<>().types(Set.of("null"));
        if (property.get$ref() != null) {
            return new Schema<>()
                    .anyOf(List.of(new Schema<>().$ref(property.get$ref()), nothing))
                    .description(property.getDescription());
        }
        property.addType("null");
        if (property.getEnum() != null) {
            withNull(property);
        }
        return property;
    }

    private static <T> void withNull(Schema<T> property) {
        List<T> values = new ArrayList<>(property.getEnum());
        if (values.stream().noneMatch(Objects::isNull)) {
            values.add(null);
        }
        property.setEnum(values);
    }
}
