package io.targetnode.app;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service: everything that Spring wires is found from here. */
@SpringBootApplication(scanBasePackages = "io.targetnode")
public class TargetnodeApplication {

    public static void main(String[] args) {
        // What is sent is the same wherever the service runs: some languages have digits of their own.
        Locale.setDefault(Locale.ROOT);
        SpringApplication.run(TargetnodeApplication.class, args);
    }
}
