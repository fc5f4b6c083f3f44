package io.targetnode.app;

import io.targetnode.api.revision.Build;
import java.util.List;
import java.util.Optional;

/** The options that print something and do not start the service. */
final class CommandLine {

    private static final String HELP = """
            Usage: java -jar targetnode.jar [--PROPERTY=VALUE ...]

              --help      print this text
              --version   print the version

            Common settings, with their defaults. Each can also be set as an environment variable, such as TARGETNODE_DATA_DIR.

              --server.port=8080
              --server.address=127.0.0.1
              --targetnode.api-keys=                  KEY:read,KEY:read+write; required for other addresses
              --targetnode.data-dir=targetnode-data   directory of the embedded store
              --spring.datasource.url=                jdbc:postgresql://HOST/DATABASE instead of the embedded store

            docs/configuration.md lists all settings. The API is described at http://localhost:8080/swagger-ui.html.""";

    private CommandLine() {}

    /** The text to print; empty to start the service. */
    static Optional<String> answer(List<String> arguments) {
        if (arguments.contains("--help")) {
            return Optional.of(HELP);
        }
        return arguments.contains("--version") ? Optional.of("targetnode " + Build.VERSION) : Optional.empty();
    }
}
