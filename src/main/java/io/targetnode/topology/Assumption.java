package io.targetnode.topology;

/**
 * Something that was not uploaded and had to be assumed.
 *
 * @param text what is assumed, a sentence
 * @param remedy what to upload or to state so that nothing has to be assumed
 */
public record Assumption(String text, String remedy) {}
