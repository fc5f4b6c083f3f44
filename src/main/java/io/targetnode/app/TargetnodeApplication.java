package io.targetnode.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication(scanBasePackages = "io.targetnode")
public class TargetnodeApplication {

    public static void main(String[] args) {
        // Answers must not depend on the host's locale: some locales format numbers with other digits.
        Locale.setDefault(Locale.ROOT);
        Optional<String> printed = CommandLine.answer(List.of(args));
        if (printed.isPresent()) {
            System.out.println(printed.get());
            return;
        }
        SpringApplication.run(TargetnodeApplication.class, args);
    }
}
