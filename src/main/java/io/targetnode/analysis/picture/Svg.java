package io.targetnode.analysis.picture;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an SVG document. All texts and values are escaped; characters that XML does not allow are replaced. Horizontal places and
 * widths are tenths of a pixel, vertical ones are pixels.
 */
final class Svg {

    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private static final Pattern NOT_ALLOWED =
            Pattern.compile("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final String REPLACEMENT = "\uFFFD";

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    private interface Step {
        void run() throws XMLStreamException;
    }

    Svg() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an element. Its attributes and its content follow. */
    Svg start(String element) {
        return write(() -> xml.writeStartElement(element));
    }

    Svg set(String attribute, Object value) {
        return write(() -> xml.writeAttribute(attribute, allowed(value.toString())));
    }

    Svg at(int x, int y) {
        return set("x", tenths(x)).set("y", y);
    }

    Svg box(int x, int y, int width, int height) {
        return at(x, y).set("width", tenths(width)).set("height", height);
    }

    Svg paint(Paint paint) {
        return set("class", paint.cssClass()).set(paint.attribute(), paint.colour());
    }

    Svg text(String text) {
        return write(() -> xml.writeCharacters(allowed(text)));
    }

    Svg end() {
        return write(xml::writeEndElement);
    }

    /** An element that contains only a text. */
    Svg element(String name, String text) {
        return start(name).text(text).end();
    }

    Svg label(String text, int x, int y, Paint paint, int fontSize) {
        return start("text")
                .at(x, y)
                .paint(paint)
                .set("font-size", fontSize)
                .text(text)
                .end()
                .line();
    }

    /** Lines without a filling. */
    Svg path(CharSequence data, Paint paint, String opacity) {
        return start("path")
                .set("d", data)
                .paint(paint)
                .set("fill", "none")
                .set("opacity", opacity)
                .end()
                .line();
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

    /** Prints tenths as a decimal number. */
    static String tenths(int number) {
        return number % 10 == 0 ? String.valueOf(number / 10) : number / 10 + "." + number % 10;
    }

    private static String allowed(String text) {
        return NOT_ALLOWED.matcher(text).replaceAll(REPLACEMENT);
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
