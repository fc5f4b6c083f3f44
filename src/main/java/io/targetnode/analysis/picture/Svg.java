package io.targetnode.analysis.picture;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the elements of an SVG document. All texts and values are escaped; characters that XML does not allow are replaced. */
final class Svg {

    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private static final String NOT_ALLOWED = "[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";
    private static final String REPLACEMENT = "\uFFFD";

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    Svg() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param attributes names and values in turn */
    Svg open(String element, Object... attributes) {
        return write(() -> {
            xml.writeStartElement(element);
            writeAttributes(attributes);
        });
    }

    /** An element without content. */
    Svg empty(String element, Object... attributes) {
        return write(() -> {
            xml.writeEmptyElement(element);
            writeAttributes(attributes);
        });
    }

    /** An element that contains only a text. */
    Svg text(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close();
    }

    Svg text(String text) {
        return write(() -> xml.writeCharacters(allowed(text)));
    }

    Svg close() {
        return write(xml::writeEndElement);
    }

    /** Puts the next element on a new line. */
    Svg line() {
        return write(() -> xml.writeCharacters("\n"));
    }

    @Override
    public String toString() {
        write(xml::flush);
        return out.toString();
    }

    private void writeAttributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i].toString(), allowed(attributes[i + 1].toString()));
        }
    }

    private static String allowed(String text) {
        return text.replaceAll(NOT_ALLOWED, REPLACEMENT);
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Svg write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to a string does not fail", e);
        }
    }
}
