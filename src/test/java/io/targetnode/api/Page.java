package io.targetnode.api;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page in a browser.
 *
 * @param browser the browser
 * @param base where the page is
 */
record Page(ChromeDriver browser, String base) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A file that is dropped: the element gets the same event as from a mouse. */
    private static final String DROP = """
            const data = new DataTransfer();
            data.items.add(new File([arguments[1]], arguments[0]));
            document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
            """;

    /** Opens a view in an empty page, and waits until it is complete. */
    void open(String hash) {
        browser.get("about:blank");
        browser.get(base + "/" + hash);
        awaitComplete();
    }

    void awaitComplete() {
        waiting()
                .until(page -> Boolean.TRUE.equals(script(
                        "return document.querySelector('h1, .problem') && !document.querySelector('.waiting, [aria-busy]')"
                                + " ? true : false")));
    }

    void drop(String name, String content) {
        script(DROP, name, content);
        awaitComplete();
    }

    /** Chooses files with a file picker. */
    void choose(String id, List<Path> files) {
        String names = String.join(
                "\n",
                files.stream().map(file -> file.toAbsolutePath().toString()).toList());
        browser.findElement(By.id(id)).sendKeys(names);
        awaitComplete();
    }

    void click(String selector) {
        waiting().until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector)));
        script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector);
        browser.findElement(By.cssSelector(selector)).click();
    }

    /** Replaces the text of a field. */
    void type(String id, String text) {
        WebElement field = browser.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    void submit(String id) {
        script("document.getElementById(arguments[0]).form.requestSubmit()", id);
    }

    /** Waits until an element contains a text. */
    void awaitText(String selector, String text) {
        try {
            waiting()
                    .ignoring(StaleElementReferenceException.class)
                    .until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
        } catch (org.openqa.selenium.TimeoutException e) {
            throw new AssertionError("%s has not the text '%s': %s".formatted(selector, text, text("body")), e);
        }
    }

    String value(String id) {
        return String.valueOf(browser.findElement(By.id(id)).getDomProperty("value"));
    }

    /** Whether one of the elements has a box on the screen or on paper. */
    boolean isShown(String selector) {
        return Boolean.TRUE.equals(script(
                "return [...document.querySelectorAll(arguments[0])].some((each) => each.getClientRects().length > 0)",
                selector));
    }

    /** Moves two fingers apart, on a horizontal line through the middle of an element. */
    void pinch(String selector, int from, int to) {
        WebElement element = browser.findElement(By.cssSelector(selector));
        int x = element.getRect().x + element.getRect().width / 2;
        int y = element.getRect().y + element.getRect().height / 2;
        emulate("setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
        for (int distance : List.of(from, (from + to) / 2, to)) {
            List<Map<String, Integer>> fingers =
                    List.of(Map.of("x", x - distance / 2, "y", y), Map.of("x", x + distance / 2, "y", y));
            touch(distance == from ? "touchStart" : "touchMove", fingers);
        }
        touch("touchEnd", List.of());
        emulate("setTouchEmulationEnabled", Map.of("enabled", false));
    }

    private void touch(String type, List<Map<String, Integer>> fingers) {
        browser.executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
    }

    /** What must not happen later would have happened by then. */
    void pause(int milliseconds) {
        ((JavascriptExecutor) browser).executeAsyncScript("setTimeout(arguments[1], arguments[0])", milliseconds);
    }

    String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    /** The blocks of the map, by a selector of their data attributes. */
    List<WebElement> blocks(String selector) {
        waiting()
                .until(
                        page -> Boolean.TRUE.equals(
                                script(
                                        "return document.querySelector('.picture')?.shadowRoot?.querySelector('[data-lane]') ? true : false")));
        return browser.findElement(By.cssSelector(".picture")).getShadowRoot().findElements(By.cssSelector(selector));
    }

    @Nullable
    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) browser).executeScript(script, arguments);
    }

    long number(String script, Object... arguments) {
        return Math.round(((Number) Objects.requireNonNull(script(script, arguments))).doubleValue());
    }

    /** What axe-core finds, one line for each element. */
    List<String> accessibilityViolations() {
        return new AxeBuilder()
                .analyze(browser).getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + rule.getHelp() + ": " + node.getHtml()))
                        .toList();
    }

    /** Faults that the browser reported since the last call. An answer with an error status is none. */
    List<String> faults() {
        Stream<LogEntry> entries = browser.manage().logs().get(LogType.BROWSER).getAll().stream();
        return entries.filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    void emulate(String command, Map<String, Object> parameters) {
        browser.executeCdpCommand("Emulation." + command, parameters);
    }

    void screenshot(String name) throws IOException {
        Files.write(Path.of("target", name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private WebDriverWait waiting() {
        return new WebDriverWait(browser, TIMEOUT, Duration.ofMillis(50));
    }
}
