package io.targetnode.api.lookup;

import io.targetnode.api.json.HexAddress;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The query parameters for the unit of the numbers in a look-up.
 *
 * @param unit bytes or pfn
 * @param pageSize bytes in a page, a power of two
 */
@ParameterObject
record UnitQuery(
        @RequestParam(defaultValue = AddressUnit.BYTES) String unit,
        @RequestParam(defaultValue = AddressUnit.PAGE_BYTES) HexAddress pageSize) {

    /** @throws io.targetnode.api.problem.ProblemException if a parameter breaks its rule */
    AddressUnit read() {
        return AddressUnit.of(unit, pageSize);
    }
}
