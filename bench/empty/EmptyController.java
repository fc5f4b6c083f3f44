package io.targetnode.bench;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a JSON answer costs in this server when nothing is looked up. Compiled by the bench, never part of the jar. */
@RestController
class EmptyController {

    @GetMapping(path = "/bench/empty", produces = "application/json")
    Map<String, Object> empty() {
        return Map.of();
    }
}
