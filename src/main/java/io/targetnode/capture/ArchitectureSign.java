package io.targetnode.capture;

import io.targetnode.kernel.Architecture;

/**
 * What a capture shows about the architecture of its host.
 *
 * @param architecture the architecture
 * @param shownBy what shows it, as the object of a sentence; never text of the host
 */
public record ArchitectureSign(Architecture architecture, String shownBy) {}
