package io.targetnode.app;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication(scanBasePackages = "io.targetnode")
public class TargetnodeApplication {

    public static void main(String[] args) {
        // Answers must not depend on the host's locale: some locales format numbers with other digits.
        Locale.setDefault(Locale.ROOT);
        SpringApplication.run(TargetnodeApplication.class, args);
    }
}
