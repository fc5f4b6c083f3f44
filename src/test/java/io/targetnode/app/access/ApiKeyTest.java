package io.targetnode.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTest {

    private static final String SECRET = "0123456789abcdef";

    /** {@code printf 0123456789abcdef | sha256sum}. */
    private static final String DIGEST = "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f";

    @TempDir
    private Path folder;

    @Test
    void aKeyHasScopesAndNames() {
        assertThat(ApiKey.parse(SECRET + ":read+write@rack1-*+spare", "test"))
                .containsExactly(new ApiKey(
                        TokenHash.of(SECRET),
                        new Caller(
                                "key:9f9f5111",
                                Set.of(Scope.READ, Scope.WRITE),
                                java.util.List.of("rack1-*", "spare"))));
    }

    @Test
    void aDigestReplacesTheKey() {
        assertThat(ApiKey.parse("sha256:" + DIGEST + ":read", "test"))
                .isEqualTo(ApiKey.parse(SECRET + ":read", "test"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0123456789abcdef                       | has no scopes
            0123456789abcde:read                   | has 15 characters; a key has at least 16
            0123456789abcdef:reed                  | has an unknown scope
            0123456789abcdef:                      | has an unknown scope
            0123456789abcdef:read+                 | has an unknown scope
            0123456789 abcdef:read                 | has a character that is not visible ASCII
            0123456789abcdef:read@rack1-*          | which restrict the scope write
            0123456789abcdef:read+write+admin@r-*  | admin cannot be restricted
            0123456789abcdef:write@                | has malformed names
            0123456789abcdef:write@a*b             | has malformed names
            sha256:0123456789abcdef0123:read       | has a malformed digest
            """)
    void aMalformedKeyIsRefusedWithoutPrintingIt(String entry, String fault) {
        assertThatThrownBy(() -> ApiKey.parse("another-0123456789:read," + entry, "the setting"))
                .isInstanceOf(AccessSettingsException.class)
                .hasMessageStartingWith("key 2 of the setting ")
                .hasMessageContaining(fault)
                .message()
                .doesNotContain("0123456789");
    }

    @Test
    void aKeyOfTheSettingIsRefusedInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), SECRET + ":read\n");
        AccessProperties twice = new AccessProperties(AccessProperties.Access.AUTO, SECRET + ":read+write", file, 0, 0);
        assertThatThrownBy(() -> new KeyRing(twice))
                .hasMessageEndingWith(" has a key that targetnode.api-keys has too");
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> new AccessProperties(AccessProperties.Access.AUTO, "", null, 0, -1))
                .hasMessage("targetnode.access-failures is -1; it must not be negative");
        assertThatThrownBy(() -> new AccessProperties(AccessProperties.Access.AUTO, "", null, -1, 0))
                .hasMessage("targetnode.credential-rate is -1; it must not be negative");
    }

    @Test
    void aKeyIsNeverSkipped() {
        assertThat(ApiKey.parse("#123456789abcdef:read", "test")).hasSize(1);
        assertThatThrownBy(() -> ApiKey.parse(SECRET + ":read," + SECRET + ":admin", "the setting"))
                .hasMessage("the setting has a key twice");
        AccessProperties empty = new AccessProperties(AccessProperties.Access.AUTO, " , ", null, 0, 0);
        assertThatThrownBy(() -> new KeyRing(empty)).hasMessageContaining("has no key");
    }

    @Test
    void aFileIsReadAgainWhenItChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "# comment\n\n" + SECRET + ":read\n");
        KeyRing keys =
                new KeyRing(new AccessProperties(AccessProperties.Access.AUTO, "fixed-0123456789:admin", file, 0, 0));
        assertThat(keys.find(TokenHash.of(SECRET))).isPresent();
        assertThat(keys.find(TokenHash.of("fixed-0123456789"))).isPresent();

        Files.writeString(file, "second-0123456789:read\n");
        keys.reload();
        assertThat(keys.find(TokenHash.of(SECRET))).isEmpty();
        assertThat(keys.find(TokenHash.of("second-0123456789"))).isPresent();

        for (String bad : new String[] {"short:read\n", "# none\n"}) {
            Files.writeString(file, bad);
            keys.reload();
            assertThat(keys.find(TokenHash.of("second-0123456789"))).isPresent();
        }
        Files.delete(file);
        keys.reload();
        assertThat(keys.find(TokenHash.of("second-0123456789"))).isPresent();
        assertThat(keys.find(TokenHash.of("fixed-0123456789"))).isPresent();
    }

    @Test
    void aFileWithoutKeysIsRefusedAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "\n");
        AccessProperties settings = new AccessProperties(AccessProperties.Access.AUTO, "", file, 0, 0);
        assertThatThrownBy(() -> new KeyRing(settings)).hasMessageContaining("has no key");
        AccessProperties missing =
                new AccessProperties(AccessProperties.Access.AUTO, "", folder.resolve("missing"), 0, 0);
        assertThatThrownBy(() -> new KeyRing(missing)).hasMessageContaining("cannot be read: NoSuchFileException");
    }
}
