package io.targetnode.app;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.targetnode.kernel.Architecture;
import io.targetnode.topology.intake.HostFile;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Documents the parts of a multipart upload, under a name, so that generated clients do not invent one. */
final class FormDocs implements OpenApiCustomizer {

    static final String NAME = "UploadForm";

    @Override
    public void customise(OpenAPI openApi) {
        openApi.getComponents().addSchemas(NAME, form());
    }

    private static Schema<?> form() {
        Schema<?> form = new ObjectSchema()
                .description(
                        "Files from a host. Each part is optional, but at least one file is required. Empty parts are ignored.");
        for (HostFile file : HostFile.values()) {
            form.addProperty(file.apiName(), binary(description(file)));
        }
        return form.addProperty(
                        "file",
                        new ArraySchema()
                                .items(binary("A file or a bundle."))
                                .description("Any of the other files, or a bundle, recognised by content; repeatable."))
                .addProperty("name", field("The name of the topology. Required in POST /topologies only."))
                .addProperty(
                        "label",
                        new ArraySchema()
                                .items(field("A label: key=value."))
                                .description("Labels that the client chooses, each as key=value; repeatable."))
                .addProperty(
                        "kernel",
                        field(
                                "The machine's own kernel, as uname -r prints it. Overrides the boot log, and chooses one of several boots."))
                .addProperty("commandLine", field("The kernel's command line. Default: from the boot log."))
                .addProperty("maxNodes", field("MAX_NUMNODES: a power of two from 2 to 1024. Default: 1024 on x86-64."))
                .addProperty(
                        "pageSize",
                        field(
                                "The page size of an arm64 or loongarch64 kernel: 4096, 16384 or 65536. Default: what dmesg or the name of the kernel shows."))
                .addProperty(
                        "architecture",
                        field("The architecture: "
                                + Arrays.stream(Architecture.values())
                                        .map(Architecture::apiName)
                                        .collect(Collectors.joining(", "))
                                + ". Default: what the files show, else x86-64."));
    }

    private static String description(HostFile file) {
        return switch (file) {
            case SRAT -> "/sys/firmware/acpi/tables/SRAT, binary: the nodes of processors and memory.";
            case CEDT -> "/sys/firmware/acpi/tables/CEDT, binary: the CXL windows.";
            case ACPIDUMP -> "Output of acpidump or iasl -d, or a hex dump of a table. Replaces the binary tables.";
            case DMESG -> "The boot log, from its first line: usable RAM, kernel release and command line.";
            case IOMEM -> "/proc/iomem, read as root: usable RAM if there is no boot log.";
            case MEMMAP -> "The entries of /sys/firmware/memmap: usable RAM if there is neither a boot log nor iomem.";
            case MEMBLOCK -> "/sys/kernel/debug/memblock/memory, read as root: usable RAM.";
            case SLIT -> "/sys/firmware/acpi/tables/SLIT, binary: distances between nodes.";
            case HMAT -> "/sys/firmware/acpi/tables/HMAT, binary: performance of memory.";
            case MEMORY_BLOCKS -> "The memory blocks of sysfs: which memory is online.";
            case NODES -> "The nodes of sysfs: their sizes and memory blocks.";
            case MEMORY_TIERS -> "The memory tiers of sysfs.";
            case LSMEM -> "Output of lsmem -J -o+NODE: which memory is online, and on which node.";
            case DAXCTL -> "Output of daxctl list or ndctl list: dax devices and their target nodes.";
            case CXL -> "Output of cxl list -vvv: windows, regions and dax devices.";
            case NUMACTL -> "Output of numactl -H: sizes of the nodes.";
        };
    }

    private static Schema<?> binary(String description) {
        return new StringSchema().format("binary").description(description);
    }

    /** Swagger UI fills in the example, and without one the word "string". It leaves out empty fields. */
    private static Schema<?> field(String description) {
        return new StringSchema().description(description).example("");
    }
}
