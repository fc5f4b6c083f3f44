package io.targetnode.analysis.picture;

import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Meminfo;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG document as a program reads it: with an XML parser, from the data attributes of the blocks. */
public record DrawnMap(Document document) {

    /** Parses a document; it must be well-formed. */
    public static DrawnMap parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new DrawnMap(builder.parse(new InputSource(new StringReader(svg))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(svg.substring(0, Math.min(200, svg.length())), e);
        }
    }

    /** The elements of a lane. */
    public List<Element> blocks(LaneKind kind) {
        return elements("*")
                .filter(element -> element.getAttribute("data-lane").equals(kind.apiName()))
                .toList();
    }

    /** The blocks of a lane as {@code 0x0-0x5fffffff 0}, in the order of the document. */
    public List<String> lane(LaneKind kind) {
        return blocks(kind).stream().map(DrawnMap::text).toList();
    }

    /** All elements of a name. */
    public Stream<Element> elements(String name) {
        NodeList all = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, all.getLength()).mapToObj(all::item).map(Element.class::cast);
    }

    /** The width of a block in pixels. */
    public static double width(Element block) {
        Element rect = (Element) block.getElementsByTagNameNS("*", "rect").item(0);
        return Double.parseDouble(rect.getAttribute("width"));
    }

    /** The segments of a kernel in the form of {@link #lane}. */
    public static List<String> segments(KernelView view) {
        return view.resolver().segments().stream()
                .map(segment -> segment.range() + " " + segment.targetNode())
                .toList();
    }

    /** A list of a kernel in the form of {@link #lane}. */
    public static List<String> list(Meminfo list) {
        List<String> blocks = new ArrayList<>();
        for (Memblk block : list.blocks()) {
            blocks.add(block.range() + " " + block.node());
        }
        return blocks;
    }

    private static String text(Element block) {
        String node = block.hasAttribute("data-node") ? " " + block.getAttribute("data-node") : "";
        return block.getAttribute("data-start") + "-" + block.getAttribute("data-end") + node;
    }
}
