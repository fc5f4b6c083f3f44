package io.targetnode.topology.intake;

/** An uploaded file, or a member of a bundle, in memory. */
final class StoredFile {

    private final String place;
    private final byte[] content;

    StoredFile(String place, byte[] content) {
        this.place = place;
        this.content = content;
    }

    /** How messages name the file. */
    String place() {
        return place;
    }

    byte[] content() {
        return content;
    }
}
