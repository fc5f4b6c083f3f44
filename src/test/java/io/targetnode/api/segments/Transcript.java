package io.targetnode.api.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The questions to a reader and the expected answers. */
final class Transcript {

    private final Path folder;
    private final List<String> lines = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private int maps;

    /** @param folder where the maps are written */
    Transcript(Path folder) {
        this.folder = folder;
    }

    Transcript open(byte[] map, String answer) {
        try {
            add("open " + Files.write(folder.resolve(maps++ + ".map"), map), answer);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Transcript ask(long address, String answer) {
        add(Address.print(address), answer);
        return this;
    }

    int size() {
        return lines.size();
    }

    void agreesWith(ReaderProgram reader) throws IOException, InterruptedException {
        List<String> answers = reader.answer(lines, folder);
        assertThat(answers).as(() -> String.join("\n", answers)).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            // Compared as text first, because several hundred thousand assertion objects would take too long.
            if (!answers.get(i).equals(expected.get(i))) {
                assertThat(answers.get(i)).as(lines.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    private void add(String line, String answer) {
        lines.add(line);
        expected.add(answer);
    }
}
