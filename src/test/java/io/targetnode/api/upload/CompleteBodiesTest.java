package io.targetnode.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.json.Complete;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.json.RangeBody;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parts that say themselves whether they are valid, against Bean Validation. */
class CompleteBodiesTest {

    private static final List<Class<? extends Complete>> SHAPES = List.of(DescribedBody.class, RangeBody.class);

    @Test
    void theirOnlyRuleIsThatNothingIsMissing() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            for (Class<? extends Complete> shape : SHAPES) {
                Set<PropertyDescriptor> properties =
                        factory.getValidator().getConstraintsForClass(shape).getConstrainedProperties();
                assertThat(properties).hasSize(shape.getRecordComponents().length);
                assertThat(properties)
                        .flatExtracting(PropertyDescriptor::getConstraintDescriptors)
                        .extracting(rule -> (Object) rule.getAnnotation().annotationType())
                        .containsOnly(NotNull.class)
                        .hasSameSizeAs(properties);
            }
        }
    }

    @Test
    void theySayWhatTheValidatorSays() throws ReflectiveOperationException {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            for (Class<? extends Complete> shape : SHAPES) {
                Class<?>[] types = Arrays.stream(shape.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
                Object[] whole =
                        Arrays.stream(types).map(CompleteBodiesTest::value).toArray();
                assertThat(hasAllRequiredFields(shape, types, whole, factory.getValidator()))
                        .isTrue();
                for (int missing = 0; missing < whole.length; missing++) {
                    @Nullable Object[] values = whole.clone();
                    values[missing] = null;
                    assertThat(hasAllRequiredFields(shape, types, values, factory.getValidator()))
                            .isFalse();
                }
            }
        }
    }

    private static boolean hasAllRequiredFields(
            Class<? extends Complete> shape, Class<?>[] types, @Nullable Object[] values, Validator validator)
            throws ReflectiveOperationException {
        Complete part = shape.getDeclaredConstructor(types).newInstance(values);
        assertThat(validator.validate(part).isEmpty()).isEqualTo(part.hasAllRequiredFields());
        return part.hasAllRequiredFields();
    }

    private static Object value(Class<?> type) {
        return type == HexAddress.class ? new HexAddress(1) : type == Integer.class ? (Object) 0 : "system-ram";
    }
}
