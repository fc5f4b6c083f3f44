package io.targetnode.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** docker-compose.yml and {@code examples/kubernetes}. */
class DeploymentFilesTest {

    private static final Path KUBERNETES = Path.of("examples/kubernetes");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void theComposeFileIsValidAgainstItsSchema() throws IOException {
        // The id of the schema is no URI, which the validator would refuse.
        String schema = Files.readString(Path.of("src/test/resources/compose/compose-spec.json"))
                .replace("\"$id\": \"compose_spec.json\",", "");
        String json = MAPPER.writeValueAsString(
                documents(Files.readString(Path.of("docker-compose.yml"))).get(0));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    /** Kubernetes' own client reads an object of one kind; it refuses unknown fields and wrong types. */
    @FunctionalInterface
    private interface Reader {
        Object read(String json) throws IOException;
    }

    private static final Map<String, Reader> READERS = Map.of(
            "Deployment", V1Deployment::fromJson,
            "Service", V1Service::fromJson,
            "PersistentVolumeClaim", V1PersistentVolumeClaim::fromJson,
            "NetworkPolicy", V1NetworkPolicy::fromJson,
            "PodDisruptionBudget", V1PodDisruptionBudget::fromJson);

    private static Stream<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(KUBERNETES)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().matches(".*(kustomization|-patch)\\.yaml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void anObjectForKubernetesIsValid(Path file) throws IOException {
        documents(Files.readString(file)).forEach(DeploymentFilesTest::read);
    }

    @Test
    void anUnknownFieldIsRefused() throws IOException {
        String text =
                Files.readString(KUBERNETES.resolve("base/deployment.yaml")).replace("failureThreshold", "failures");
        assertThatThrownBy(() -> documents(text).forEach(DeploymentFilesTest::read))
                .hasMessageContaining("failures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "replicas"})
    void kustomizeBuildsValidObjects(String overlay) {
        Optional<String> built = run("kustomize", "build", overlay).or(() -> run("kubectl", "kustomize", overlay));
        assumeTrue(built.isPresent(), "neither kustomize nor kubectl is installed: the overlay is not built");
        List<Map<String, Object>> objects = documents(built.orElseThrow());
        objects.forEach(DeploymentFilesTest::read);
        boolean hasVolume = objects.stream().anyMatch(object -> "PersistentVolumeClaim".equals(object.get("kind")));
        assertThat(hasVolume).isEqualTo(overlay.equals("base"));
        V1Deployment deployment = (V1Deployment) objects.stream()
                .filter(object -> "Deployment".equals(object.get("kind")))
                .map(DeploymentFilesTest::read)
                .findFirst()
                .orElseThrow();
        V1DeploymentSpec deployed = requireNonNull(deployment.getSpec());
        assertThat(deployed.getReplicas()).isEqualTo(overlay.equals("base") ? 1 : 2);
        assertThat(requireNonNull(deployed.getTemplate().getSpec()).getVolumes())
                .extracting(volume -> volume.getName())
                .contains("secrets", "tmp")
                .hasSize(overlay.equals("base") ? 3 : 2);
    }

    private static Object read(Map<String, Object> object) {
        try {
            Reader reader = requireNonNull(READERS.get(String.valueOf(object.get("kind"))));
            return reader.read(MAPPER.writeValueAsString(object));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .map(document -> (Map<String, Object>) document)
                .toList();
    }

    /** The output of a command; empty if it is not installed. */
    private static Optional<String> run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(KUBERNETES.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
            return Optional.of(output);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
