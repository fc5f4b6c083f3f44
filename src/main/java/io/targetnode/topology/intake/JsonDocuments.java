package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.JsonDocument;
import io.targetnode.capture.JsonValue;
import io.targetnode.capture.JsonValue.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The JSON documents of some formats in a text with other lines above, between and below them. */
final class JsonDocuments {

    private final String source;
    private final Set<CaptureFormat> formats;
    private final Predicate<String> used;
    private final List<JsonValue> found = new ArrayList<>();
    private Optional<JsonDocument> last = Optional.empty();
    private int values;

    private JsonDocuments(String source, Set<CaptureFormat> formats, Predicate<String> used) {
        this.source = source;
        this.formats = formats;
        this.used = used;
    }

    /**
     * Reads the documents. A document that is repeated at once is read once.
     *
     * @param source the name of the capture in messages
     * @param used whether a field of this name is used
     * @return the values of all documents as one list; empty if there is none
     * @throws io.targetnode.capture.CaptureException if a document is damaged, or they are too large
     */
    static JsonValue.Elements read(String source, byte[] text, Set<CaptureFormat> formats, Predicate<String> used) {
        JsonDocuments documents = new JsonDocuments(source, formats, used);
        JsonDocument.forEachIn(text, documents::read);
        return new JsonValue.Elements(new Place(source, 1), documents.found);
    }

    private void read(JsonDocument document) {
        boolean isWanted = document.format().filter(formats::contains).isPresent();
        if (isWanted && last.filter(document::equalsText).isEmpty()) {
            last = Optional.of(document);
            values = JsonTree.read(source, document, used, values, found);
        }
    }
}
