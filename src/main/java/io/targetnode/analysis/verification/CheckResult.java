package io.targetnode.analysis.verification;

/** How a comparison came out. */
public enum CheckResult {
    AGREES("agrees"),
    CONTRADICTS("contradicts"),
    /** Nothing follows from it; the comparison's sentence says why. */
    NOT_COMPARED("not-compared");

    private final String apiName;

    CheckResult(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}
