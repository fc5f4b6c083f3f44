package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.topology.Upload;
import org.junit.jupiter.api.Test;

/** A crash kernel (kdump) boots in a small part of the RAM of the machine, without a restart of the machine. */
class CrashKernelTest {

    private static final String LOG = Machine.of("E-seed-sandwich", "7.3.4").text("dmesg.txt");
    private static final String CRASH = LOG.replace("Command line: ", "Command line: elfcorehdr=0x38f00000 ")
            .replace("1fffffff]", "0fffffff]")
            .replace("0x0000000040000000-0x000000005fffffff", "0x0000000050000000-0x000000005fffffff");

    @Test
    void theBootBeforeItIsUsed() {
        for (String text : new String[] {LOG + CRASH, CRASH + LOG, LOG + CRASH + CRASH}) {
            Upload upload = read(text);
            assertThat(upload.machine().inputs()).isEqualTo(read(LOG).machine().inputs());
            assertThat(upload.machine().warnings()).anyMatch(warning -> warning.contains("boots"));
        }
        assertThat(read(LOG + CRASH).machine().warnings())
                .containsExactly("the log holds 2 boots; the last one that is not of a crash kernel is used");
    }

    @Test
    void itIsUsedIfItIsAlone() {
        assertThat(read(CRASH).machine().inputs())
                .isNotEqualTo(read(LOG).machine().inputs());
    }

    @Test
    void theLogOfAnotherBootIsPreferred() {
        Upload upload = new FieldUpload()
                .with(FieldUpload.text(CRASH))
                .with(FieldUpload.text(LOG))
                .read();
        assertThat(upload.machine().inputs()).isEqualTo(read(LOG).machine().inputs());
        assertThat(upload.machine().warnings()).anyMatch(warning -> warning.contains("of a crash kernel"));
    }

    private static Upload read(String log) {
        return new FieldUpload().with(FieldUpload.text(log)).read();
    }
}
