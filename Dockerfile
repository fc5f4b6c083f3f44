# syntax=docker/dockerfile:1

# Builds the jar. Tests are not run here: .ci/run does that.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY examples examples
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B --no-transfer-progress -P '!static-checks' -Dmaven.test.skip=true package \
 && cp target/targetnode-*.jar targetnode.jar \
 && java -Djarmode=tools -jar targetnode.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin targetnode
WORKDIR /opt/targetnode
# Least often changed first.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --chmod=755 docker/healthcheck ./
# The cache of loaded classes halves the time to start. It holds for this JRE and these very files, so it is made here,
# in a start that ends once everything is wired. A JVM that cannot use it warns and starts without.
RUN TARGETNODE_DATA_DIR=/tmp/training \
    java -XX:AOTCacheOutput=targetnode.aot -Dspring.context.exit=onRefresh -jar targetnode.jar \
 && test -s targetnode.aot \
 && rm -rf /tmp/training \
 && install -d -o 10001 -g 10001 /var/lib/targetnode
# Topologies, unless SPRING_DATASOURCE_URL names a PostgreSQL. One container has the volume for itself.
ENV TARGETNODE_DATA_DIR=/var/lib/targetnode
VOLUME /var/lib/targetnode
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/opt/targetnode/healthcheck"]
# Options for the JVM come in JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:AOTCache=targetnode.aot", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "targetnode.jar"]
