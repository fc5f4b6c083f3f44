package io.targetnode.api.parameter;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Converts a repeatable parameter that is given once into a list of one value. Spring would split the value at commas and convert an
 * empty value into an empty list.
 */
public final class ListOfOne implements GenericConverter {

    private final ConversionService conversions;

    public ListOfOne(ConversionService conversions) {
        this.conversions = conversions;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Collection.class));
    }

    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String[] one = {(String) source};
        return conversions.convert(one, targetType);
    }
}
