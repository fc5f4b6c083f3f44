package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.acpi.AcpiTableException;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.GzipException;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.intake.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An upload that cannot be decoded from its stored form would be lost. */
class StoredHostFuzzTest {

    private static final int LIMIT = 1 << 20;

    /** Separates the files of a host in the fuzz input. */
    private static final String SEPARATOR = "\n%%\n";

    @FuzzTest
    void anUploadFromHostFilesIsDecodedAndReplayed(byte[] bytes) {
        Upload upload;
        try {
            upload = read(bytes);
        } catch (UnusableFileException
                | AcpiTableException
                | CaptureException
                | GzipException
                | ImpossibleMachineException
                | IncompleteMachineException
                | NotModelledException
                | UnknownKernelException
                | IOException refused) {
            // A refusal. Any other exception is a bug.
            return;
        }
        assertThat(UploadDocument.decode(UploadDocument.encode(upload))).isEqualTo(upload);
        Answers.of(upload);
    }

    private static Upload read(byte[] bytes) throws IOException {
        HostCaptures captures = new HostCaptures(stored -> {}, LIMIT);
        // ISO 8859-1 maps each byte to one char, so binary tables survive.
        for (String file : new String(bytes, StandardCharsets.ISO_8859_1).split(SEPARATOR)) {
            captures.add("file", file.getBytes(StandardCharsets.ISO_8859_1));
        }
        return HostMachine.read(captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
    }
}
