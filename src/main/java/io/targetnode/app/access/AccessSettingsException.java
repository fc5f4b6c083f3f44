package io.targetnode.app.access;

/** A setting of access is wrong. The message names the setting and never contains a credential. */
final class AccessSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccessSettingsException(String message) {
        super(message);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
