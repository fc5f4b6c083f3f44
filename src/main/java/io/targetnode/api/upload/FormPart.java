package io.targetnode.api.upload;

/**
 * A part of a multipart form.
 *
 * @param name the name of the field
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FormPart(String name, byte[] content) {}
