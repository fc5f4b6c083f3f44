package io.targetnode.topology.intake;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uploads files as people have them. */
final class FieldUpload {

    private static final Path CASES = Path.of("src/test/resources/field-cases");
    private static final int MAX_BYTES = 8 << 20;

    private final HostCaptures captures = new HostCaptures(bytes -> {}, MAX_BYTES);
    private Optional<KernelRelease> kernel = Optional.empty();
    private int files;

    static byte[] file(String path) {
        try {
            return Files.readAllBytes(CASES.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a part called file. */
    FieldUpload with(byte[] content) {
        try {
            captures.add("file " + ++files, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds a part whose kind is named. */
    FieldUpload with(HostFile kind, byte[] content) {
        try {
            captures.add(kind, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    FieldUpload declaring(String release) {
        kernel = Optional.of(KernelRelease.parse(release));
        return this;
    }

    HostFiles files() {
        return captures.files(new Declaration(kernel, Optional.empty(), 1024), Map.of());
    }

    Upload read() {
        return HostMachine.read(files());
    }

    /** What was read from the files of a kind. */
    static List<String> read(Upload upload, HostFile kind) {
        return upload.sources().stream()
                .filter(source -> source.format().equals(kind.apiName()))
                .map(Source::read)
                .flatMap(List::stream)
                .toList();
    }
}
