# syntax=docker/dockerfile:1

# docker build --build-arg VERSION=1.0.0 --build-arg REVISION="$(git rev-parse HEAD)" \
#     --build-arg BUILD_TIME="$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)" -t targetnode .
# With BUILD_TIME the jar is reproducible. For several platforms: docker buildx build --platform linux/amd64,linux/arm64 …; each
# platform trains its own AOT cache, under emulation unless the builder has a machine of that kind.
ARG VERSION=0.1.0-SNAPSHOT

# Builds the jar. Tests are not run here: .ci/run does that.
FROM --platform=$BUILDPLATFORM maven:3.9-eclipse-temurin-25 AS build
ARG VERSION
ARG BUILD_TIME
ARG TARGETARCH
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY examples examples
COPY docs docs
COPY README.md RATIONALE.md CHANGELOG.md ./
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B --no-transfer-progress -P '!static-checks' -Dmaven.test.skip=true -Drevision="$VERSION" \
        ${BUILD_TIME:+-Dproject.build.outputTimestamp="$BUILD_TIME"} package \
 && cp "target/targetnode-$VERSION.jar" targetnode.jar \
 && java -Djarmode=tools -jar targetnode.jar extract --layers --destination layers \
 && jar --extract --file targetnode.jar META-INF/sbom/application.cdx.json
# SQLite's native library. Without it SQLite would extract it to /tmp, from where a noexec /tmp cannot load it.
RUN case "$TARGETARCH" in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; *) machine=$(uname -m) ;; esac \
 && jar --extract --file layers/dependencies/lib/sqlite-jdbc-*.jar "org/sqlite/native/Linux/$machine/libsqlitejdbc.so" \
 && mv org/sqlite/native/Linux/*/libsqlitejdbc.so ./

FROM eclipse-temurin:25-jre
ARG VERSION
ARG REVISION
ARG BUILD_TIME
LABEL org.opencontainers.image.title="targetnode" \
      org.opencontainers.image.description="Which NUMA node does a physical address belong to, as the Linux kernel answers it" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$BUILD_TIME" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin targetnode
WORKDIR /opt/targetnode
# The layers that change least come first.
COPY --from=build /build/libsqlitejdbc.so ./
# The bill of materials of the jar; that of the base image is a matter of the builder: docker buildx build --sbom=true.
COPY --from=build /build/META-INF/sbom/application.cdx.json ./sbom.cdx.json
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --chmod=755 docker/healthcheck ./
# The AOT cache halves the start-up time, and has the profiles of uploads and look-ups for the JIT compiler. It is valid only for
# this JRE and exactly these files, so it is created here. A JVM that cannot use it warns and starts without it.
RUN --mount=type=bind,source=docker/train,target=/mnt/train --mount=type=bind,source=examples,target=/mnt/examples \
    bash /mnt/train /opt/targetnode/targetnode.aot /mnt/examples \
        java -XX:+UseCompressedOops -Dorg.sqlite.lib.path=/opt/targetnode -jar /opt/targetnode/targetnode.jar \
 && rm -rf /tmp/* \
 && install -d -o 10001 -g 0 -m 775 /var/lib/targetnode
# Topologies, unless SPRING_DATASOURCE_URL names a PostgreSQL database. Only one container may use the volume.
ENV TARGETNODE_DATA_DIR=/var/lib/targetnode
# All addresses of the container. Every call but health is refused until keys, an issuer or TARGETNODE_ACCESS=open are set.
ENV SERVER_ADDRESS=0.0.0.0
VOLUME /var/lib/targetnode
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 CMD ["/opt/targetnode/healthcheck"]
# JAVA_TOOL_OPTIONS adds JVM options, -Xmx for example. The heap is half of the container's memory, because the process needs about
# 190 MiB more, and the kernel's buffers of connections count too. Compressed pointers keep the heap small enough for the AOT cache.
ENTRYPOINT ["java", "-XX:AOTCache=/opt/targetnode/targetnode.aot", "-XX:MaxRAMPercentage=50", "-XX:+UseCompressedOops", \
            "-XX:+ExitOnOutOfMemoryError", "-Dorg.sqlite.lib.path=/opt/targetnode", "-jar", "/opt/targetnode/targetnode.jar"]
