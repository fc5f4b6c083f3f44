package io.targetnode.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** An issuer of tokens. */
final class Tokens {

    private final RSAKey key;

    Tokens() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    }

    /** The public key as a JWK set. */
    String keySet() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Writes the public key, and returns the setting that names it. */
    String setting(Path folder) throws IOException, JOSEException {
        String encoded =
                Base64.getMimeEncoder().encodeToString(key.toRSAPublicKey().getEncoded());
        Path file = Files.writeString(
                folder.resolve("issuer.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
        return "spring.security.oauth2.resourceserver.jwt.public-key-location=" + file.toUri();
    }

    /** @param names the claim targetnode_names, separated by spaces; empty for no claim */
    String token(Object scope, String names, Duration life) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject("robot")
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plus(life)));
        if (!names.isEmpty()) {
            claims.claim("targetnode_names", names.split(" "));
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
