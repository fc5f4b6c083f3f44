package io.targetnode.topology;

/**
 * An assumption that replaces information missing from the upload.
 *
 * @param text the assumption, in a sentence
 * @param remedy what to upload or declare instead, in a sentence
 */
public record Assumption(String text, String remedy) {}
