package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;

/** Tries every call in a real browser, on an empty store, with clicks only. */
class SwaggerUiBrowserTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(25);

    private static final Path HOST = Path.of("src/test/resources/machines/E-seed-sandwich/7.3.4");

    @TempDir
    private Path profile;

    @TempDir
    private Path store;

    private RunningService service;
    private JsonNode document;
    private ChromeDriver browser;

    @BeforeEach
    void open() {
        browser = Chromium.start(profile);
        service = RunningService.start("targetnode.data-dir=" + store);
        document = Api.json(service.api().get("/v3/api-docs"));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
            service.close();
        }
    }

    @Test
    void everyCallWorksFromTopToBottomTwice() throws IOException {
        for (int round = 1; round <= 2; round++) {
            openPage();
            List<String> blocks = browser.findElements(By.cssSelector(".opblock")).stream()
                    .map(block -> block.getDomAttribute("id"))
                    .toList();
            assertThat(blocks).hasSize(operations().size());
            for (String block : blocks) {
                open(block);
                assertDocumentedSuccess(block, "round " + round);
                close(block);
            }
        }
        Files.write(Path.of("target", "swagger-ui.png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void filesOfAHostAreUploadedWithoutFillingTheOtherFields() {
        openPage();
        for (String call : List.of("Upload-putTopology", "Replay-replay")) {
            String block = "operations-" + call;
            open(block);
            choose(block, "multipart/form-data");
            file(block, "srat", HOST.resolve("SRAT.bin"));
            file(block, "cedt", HOST.resolve("CEDT.bin"));
            file(block, "dmesg", HOST.resolve("dmesg.txt"));
            assertDocumentedSuccess(block, "with three files");
            assertThat(text("#" + block))
                    .contains("\"format\": \"srat\"", "\"format\": \"cedt\"", "\"format\": \"dmesg\"");
            close(block);
        }
    }

    @Test
    void everyTypeOfBodyWorks() throws IOException {
        openPage();
        open("operations-Upload-putTopology");
        for (String type : List.of("application/json", "text/plain")) {
            choose("operations-Upload-putTopology", type);
            assertDocumentedSuccess("operations-Upload-putTopology", type);
        }
        String batch = "operations-Lookups-lookupBatch";
        open(batch);
        choose(batch, "text/plain");
        assertDocumentedSuccess(batch, "text/plain");
        Path addresses = Files.write(profile.resolve("addresses"), new byte[16]);
        choose(batch, "application/octet-stream");
        inputOf(batch, "input[type=file]").sendKeys(addresses.toAbsolutePath().toString());
        assertDocumentedSuccess(batch, "application/octet-stream");
    }

    @Test
    void thePageReportsNoFaultAndAsksForACredential() {
        openPage();
        click(waitFor(By.cssSelector(".btn.authorize")));
        waitFor(By.cssSelector(".auth-container input"));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .isEmpty();
    }

    private void openPage() {
        browser.get(service.api().base() + "/swagger-ui.html");
        waitFor(By.cssSelector(".opblock"));
    }

    /** The operations of the document by the id of their block on the page. */
    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new HashMap<>();
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                String id = operation.at("/tags/0").asString().replace(' ', '_') + "-"
                        + operation.get("operationId").asString();
                operations.put("operations-" + id, operation);
            }
        }
        return operations;
    }

    private void open(String block) {
        click(waitFor(By.cssSelector("#%s .opblock-summary-control".formatted(block))));
        click(waitFor(By.cssSelector("#%s .try-out__btn".formatted(block))));
    }

    private void close(String block) {
        click(waitFor(By.cssSelector("#%s .opblock-summary-control".formatted(block))));
    }

    private void choose(String block, String type) {
        new Select(inputOf(block, ".opblock-section-request-body select.content-type")).selectByValue(type);
    }

    private void file(String block, String part, Path file) {
        inputOf(block, "tr[data-property-name='%s'] input[type=file]".formatted(part))
                .sendKeys(file.toAbsolutePath().toString());
    }

    private WebElement inputOf(String block, String selector) {
        return new WebDriverWait(browser, TIMEOUT, POLL)
                .until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#" + block + " " + selector)));
    }

    private Optional<String> shownStatus(By status) {
        return browser.findElements(status).stream()
                .map(WebElement::getText)
                .filter(text -> text.matches("(?s)[0-9]{3}.*|Undocumented.*"))
                .map(text -> text.substring(0, 3))
                .findFirst();
    }

    /** Executes a call that is open for trying. The first answer of a stream is complete too. */
    private void assertDocumentedSuccess(String block, String when) {
        By clear = By.cssSelector("#%s button.btn-clear".formatted(block));
        browser.findElements(clear).forEach(this::click);
        click(waitFor(By.cssSelector("#%s button.execute".formatted(block))));
        By status = By.cssSelector("#%s .live-responses-table .response-col_status".formatted(block));
        new WebDriverWait(browser, TIMEOUT, POLL)
                .until(page -> shownStatus(status).isPresent());
        String shown = shownStatus(status).orElseThrow();
        JsonNode responses = Objects.requireNonNull(operations().get(block)).get("responses");
        assertThat(shown)
                .as(() -> "%s, %s: %s".formatted(block, when, text("#%s .live-responses-table".formatted(block))))
                .startsWith("2");
        assertThat(responses.has(shown))
                .as("%s: %s is documented", block, shown)
                .isTrue();
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private void click(WebElement element) {
        ((JavascriptExecutor) browser).executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private WebElement waitFor(By by) {
        return new WebDriverWait(browser, TIMEOUT, POLL).until(ExpectedConditions.elementToBeClickable(by));
    }
}
