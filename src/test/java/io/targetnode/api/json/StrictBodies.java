package io.targetnode.api.json;

import jakarta.validation.Validation;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
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
                mapper(),
                Validation.byDefaultProvider()
                        .configure()
                        .addProperty(BaseHibernateValidatorConfiguration.FAIL_FAST, "true")
                        .buildValidatorFactory()
                        .getValidator());
    }
}
