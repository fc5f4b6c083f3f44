package io.targetnode.api.json;

import jakarta.validation.Validation;
import tools.jackson.databind.json.JsonMapper;

/** JSON bodies as the service reads them, without the service. */
public final class StrictBodies {

    private StrictBodies() {}

    public static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new StrictJson().customize(builder);
        return builder.build();
    }

    public static JsonBodies create() {
        return new JsonBodies(
                mapper(), Validation.buildDefaultValidatorFactory().getValidator());
    }
}
