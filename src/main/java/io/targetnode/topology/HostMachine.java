package io.targetnode.topology;

/** Makes a machine of the files of a host. */
public final class HostMachine {

    private HostMachine() {}

    /**
     * Reads the files, takes the best source for each fact, and says what had to be assumed.
     *
     * @throws io.targetnode.acpi.AcpiTableException if a binary table cannot be read
     * @throws ImpossibleMachineException if the files do not make a machine
     */
    public static Upload read(HostFiles files) {
        throw new ImpossibleMachineException(
                "files of a host are not read yet: %s".formatted(files.files().keySet()));
    }
}
