package io.targetnode.capture;

import io.targetnode.kernel.Distributor;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a boot log shows about how the kernel was built.
 *
 * @param distributor the distributor of the compiler, as the first line names it
 * @param pageBytes the page size; empty if the log does not show it
 */
public record LoggedBuild(Optional<Distributor> distributor, OptionalInt pageBytes) {}
