package io.targetnode.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service: everything that Spring wires is found from here. */
@SpringBootApplication(scanBasePackages = "io.targetnode")
public class TargetnodeApplication {

    public static void main(String[] args) {
        SpringApplication.run(TargetnodeApplication.class, args);
    }
}
