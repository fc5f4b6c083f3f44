package io.targetnode.acpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes binary tables that an x86-64 kernel numbers nodes from as from the given ones. Fields that the NUMA pass does not read are 0, and
 * entries that it skips have no content.
 */
public final class TableImage {

    private static final String VENDOR = "TNODE REPRODUC";
    private static final String CREATOR = "TNOD";
    private static final int CHECKSUM_OFFSET = 9;
    private static final int SKIPPED_BYTES = 4;

    /** The largest length of an entry, and more than that of a window. */
    private static final int MAX_ENTRY_BYTES = 255;

    private static final int ENABLED = 1;
    private static final int HOT_PLUGGABLE = 1 << 1;
    private static final int NON_VOLATILE = 1 << 2;
    private static final int VOLATILE_WINDOW = 1 << 2;

    private final ByteBuffer bytes;

    private TableImage(String signature, int revision, int firstEntry, int entries) {
        bytes = ByteBuffer.allocate(firstEntry + MAX_ENTRY_BYTES * entries).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(signature.getBytes(StandardCharsets.US_ASCII)).putInt(0).put((byte) revision);
        bytes.put((byte) 0).put(VENDOR.getBytes(StandardCharsets.US_ASCII)).putInt(1);
        bytes.put(CREATOR.getBytes(StandardCharsets.US_ASCII)).putInt(1);
        bytes.position(firstEntry);
    }

    /** An SRAT, with its checksum. */
    public static byte[] of(Srat srat) {
        TableImage image = new TableImage(
                "SRAT", srat.revision(), Srat.FIRST_ENTRY_OFFSET, srat.entries().size());
        srat.entries().forEach(image::add);
        return image.finish();
    }

    /** A CEDT, with its checksum. Windows are not interleaved, and may hold volatile memory. */
    public static byte[] of(Cedt cedt) {
        TableImage image = new TableImage(
                "CEDT", 1, Cedt.FIRST_ENTRY_OFFSET, cedt.windows().size());
        cedt.windows().forEach(image::add);
        return image.finish();
    }

    private void add(SratEntry entry) {
        if (entry instanceof SratEntry.Apic apic) {
            begin(
                    apic,
                    Srat.APIC_BYTES,
                    bytes -> bytes.put((byte) apic.proximityDomain())
                            .put((byte) apic.apicId())
                            .putInt(flag(apic.enabled(), ENABLED))
                            .putInt(apic.proximityDomain() & ~0xff));
        } else if (entry instanceof SratEntry.X2Apic x2apic) {
            begin(
                    x2apic,
                    Srat.X2APIC_BYTES,
                    bytes -> bytes.putShort((short) 0)
                            .putInt(x2apic.proximityDomain())
                            .putInt(x2apic.apicId())
                            .putInt(flag(x2apic.enabled(), ENABLED)));
        } else if (entry instanceof SratEntry.GenericInitiator initiator) {
            begin(
                    initiator,
                    Srat.GENERIC_INITIATOR_BYTES,
                    bytes -> bytes.putShort((short) 0)
                            .putInt(initiator.proximityDomain())
                            .putLong(0)
                            .putLong(0)
                            .putInt(flag(initiator.enabled(), ENABLED)));
        } else if (entry instanceof SratEntry.Memory memory) {
            begin(
                    memory,
                    Srat.MEMORY_BYTES,
                    bytes -> bytes.putInt(memory.proximityDomain())
                            .putShort((short) 0)
                            .putLong(memory.base())
                            .putLong(memory.lengthBytes())
                            .putInt(0)
                            .putInt(flag(memory.enabled(), ENABLED)
                                    | flag(memory.hotPluggable(), HOT_PLUGGABLE)
                                    | flag(memory.nonVolatile(), NON_VOLATILE)));
        } else if (entry instanceof SratEntry.WrongLength wrong) {
            int start = bytes.position();
            begin(wrong, Math.max(wrong.length(), SKIPPED_BYTES), bytes -> {});
            bytes.put(start + 1, (byte) wrong.length());
        } else {
            begin(entry, SKIPPED_BYTES, bytes -> {});
        }
    }

    private void add(Cedt.Window window) {
        int start = bytes.position();
        bytes.put((byte) 1).put((byte) 0).putShort((short) Cedt.CFMWS_BYTES).putInt(0);
        bytes.putLong(window.base()).putLong(window.sizeBytes()).putInt(0).putInt(0);
        bytes.putShort((short) VOLATILE_WINDOW);
        bytes.position(start + Cedt.CFMWS_BYTES);
    }

    /** The content of an entry after its type and length. */
    private interface Content {
        void writeTo(ByteBuffer bytes);
    }

    private void begin(SratEntry entry, int length, Content content) {
        int start = bytes.position();
        bytes.put((byte) entry.type()).put((byte) length);
        content.writeTo(bytes);
        bytes.position(start + length);
    }

    private static int flag(boolean set, int flag) {
        return set ? flag : 0;
    }

    private byte[] finish() {
        byte[] table = new byte[bytes.position()];
        bytes.putInt(4, table.length);
        bytes.get(0, table);
        table[CHECKSUM_OFFSET] = (byte) -TableBytes.sum(table);
        return table;
    }
}
