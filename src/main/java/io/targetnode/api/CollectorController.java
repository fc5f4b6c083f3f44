package io.targetnode.api;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the script that collects the files of a host, for {@code curl … | sh}. */
@Hidden
@RestController
class CollectorController {

    private static final MediaType SHELL_SCRIPT = new MediaType("text", "x-shellscript", StandardCharsets.UTF_8);

    @GetMapping("/collect.sh")
    ResponseEntity<Resource> script() {
        return ResponseEntity.ok().contentType(SHELL_SCRIPT).body(new ClassPathResource("collect/collect.sh"));
    }
}
