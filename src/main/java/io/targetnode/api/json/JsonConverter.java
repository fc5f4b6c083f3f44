package io.targetnode.api.json;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes the objects that controllers return as {@link JsonAnswers} would. */
public final class JsonConverter extends JacksonJsonHttpMessageConverter {

    public JsonConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    protected ObjectWriter customizeWriter(
            ObjectWriter writer, @Nullable JavaType javaType, @Nullable MediaType contentType) {
        return isPretty() ? writer.withDefaultPrettyPrinter() : writer;
    }

    @Override
    protected void writeSuffix(JsonGenerator generator, Object object) {
        super.writeSuffix(generator, object);
        generator.writeRaw('\n');
    }

    private static boolean isPretty() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                && Pretty.isRequested(current.getRequest());
    }
}
