package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tries the mission example in a real browser, with clicks only. */
@ServerTest
class SwaggerUiBrowserTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Api api;

    @TempDir
    private Path profile;

    private ChromeDriver browser;

    SwaggerUiBrowserTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void open() {
        Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = onPath("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "skipped: needs chromium and chromedriver on the PATH (Debian: packages chromium and chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,1600",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build();
        browser = new ChromeDriver(service, options);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void theExampleIsUploadedAndAnsweredByClicks() throws IOException {
        browser.get(api.base() + "/swagger-ui.html");
        assertThat(tryOut("Upload", "putTopology")).contains("\"name\": \"example\"", "\"boot\": \"accepted\"");
        assertThat(tryOut("Lookups", "lookup")).contains("\"targetNode\": 2", "\"backing\": \"cxl-window\"");
        Path shot = Path.of("target", "swagger-ui.png");
        Files.write(shot, browser.getScreenshotAs(OutputType.BYTES));
        assertThat(tryOut("Lookups", "lookupBatch")).contains("\"nodes\"");
        assertThat(tryOut("Delete", "deleteTopology")).contains("204");
    }

    /** Opens a call, tries it out unchanged, and returns the answer that the page shows. */
    private String tryOut(String tag, String operation) {
        By block = By.id("operations-%s-%s".formatted(tag, operation));
        click(waitFor(By.cssSelector("#operations-%s-%s .opblock-summary-control".formatted(tag, operation))));
        WebElement call = waitFor(block);
        click(waitFor(By.cssSelector("#operations-%s-%s .try-out__btn".formatted(tag, operation))));
        click(waitFor(By.cssSelector("#operations-%s-%s button.execute".formatted(tag, operation))));
        new WebDriverWait(browser, TIMEOUT)
                .until(page -> !call.findElements(By.cssSelector(".live-responses-table"))
                        .isEmpty());
        return call.findElement(By.cssSelector(".live-responses-table")).getText();
    }

    private void click(WebElement element) {
        ((JavascriptExecutor) browser).executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private WebElement waitFor(By by) {
        return new WebDriverWait(browser, TIMEOUT).until(ExpectedConditions.elementToBeClickable(by));
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
