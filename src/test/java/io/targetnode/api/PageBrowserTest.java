package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser: from files to the verdict, the map and the explanation of an address. */
class PageBrowserTest {

    private static final Path MACHINES = Path.of("src/test/resources");

    private static final String MAP_WIDTH =
            "return document.querySelector('.picture').shadowRoot.querySelector('svg').getBoundingClientRect().width";

    private static final String MAP_TOP = "return document.querySelector('.picture').getBoundingClientRect().top";

    private static final String IN_MAP = "return document.querySelector('.picture').shadowRoot.";

    @TempDir
    private static Path profile;

    @TempDir
    private static Path store;

    private static ChromeDriver browser;
    private static RunningService service;
    private static Page page;

    @BeforeAll
    static void start() {
        browser = Chromium.start(profile);
        service = RunningService.start("targetnode.data-dir=" + store);
        page = new Page(browser, service.api().base());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
            service.close();
        }
    }

    @AfterEach
    void theBrowserReportsNoFault() {
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void theExampleOfTheMissionIsExplainedFromTheDropToTheBlock() {
        page.open("");
        page.drop("mission.json", Api.example("mission.json"));
        page.awaitText(".verdict", "Memory of window 0 goes to node 2 on 7.3, as it should.");
        page.type("kernel", "6.12.74");
        page.submit("kernel");
        page.awaitText(
                ".verdict", "Memory of window 0 goes to node 0 on 6.12.74. It should go to node 2. Fixed in 6.12.75.");
        page.blocks("[data-lane=reserved]").get(0).click();
        page.awaitText(".panel", "0x20000000 → node 0");
        assertThat(page.text(".panel")).contains("numa_meminfo", "0x0-0x5fffffff", "prefer-reserved", "node 2");
        page.type("address", "131072");
        browser.findElement(By.id("unit")).sendKeys("page frame number");
        page.submit("address");
        page.awaitText(".found", "0x20000000 → node 0. Both lists hold the address");
        page.awaitText(".panel", "0x20000000 → node 0");
        assertThat(page.blocks(".address-mark")).hasSize(1);
        assertThat(browser.getCurrentUrl()).endsWith("#/files?kernel=6.12.74&address=0x20000&unit=pfn");
        assertThat(Api.json(service.api().get(Api.TOPOLOGIES + "?prefix=mission"))
                        .get("items"))
                .as("nothing is stored")
                .isEmpty();
    }

    @Test
    void aFailedFindLeavesNoOldAnswer() {
        page.open("#/example/mission?kernel=6.12.74&address=0x20000000");
        page.awaitText(".found", "node 0");
        page.awaitText(".panel", "numa_meminfo");
        long top = page.number(MAP_TOP);
        page.type("address", "0xg");
        page.submit("address");
        page.awaitText(".found .problem", "0xg");
        assertThat(page.text(".panel")).startsWith("Point at a block");
        assertThat(page.blocks(".address-mark")).isEmpty();
        assertThat(page.number(MAP_TOP)).as("the map does not move").isEqualTo(top);
        assertThat(page.number("return document.querySelector('.panel').offsetHeight"))
                .isLessThan(100);
    }

    @Test
    void theMapOfAnAffectedMachineShowsTheAnswersOfAFixedKernelToo() {
        page.open("#/example/mission?kernel=6.12.74");
        assertThat(page.blocks("[data-lane=answer]").stream().map(block -> block.getDomAttribute("data-kernel")))
                .contains("6.12.74", "6.12.75");
        assertThat(page.blocks("[data-lane=difference]")).hasSize(1);
        assertThat(page.script(IN_MAP + "querySelector('text').textContent"))
                .isEqualTo("Example: A CXL window between two RAM ranges of node 0");
        assertThat(page.text(".findings")).doesNotContain("GET ", "/api/");
        page.script(IN_MAP + "querySelector('a[data-finding]').focus()");
        press(Keys.ARROW_UP);
        assertThat(page.script(IN_MAP + "activeElement.dataset.lane"))
                .as("the arrow keys lead from a finding to the blocks")
                .isEqualTo("ram");
        page.awaitText(".panel", "numa_meminfo");
        page.click(".findings a[href='#/kernels']");
        page.awaitText("main", "RHEL 9");
        browser.navigate().back();
        page.awaitText(".findings", "The answers under 6.12.75");
        browser.findElement(By.linkText("The answers under 6.12.75")).click();
        page.awaitText(".verdict", "Memory of window 0 goes to node 2 on 6.12.75, as it should.");
    }

    @Test
    void aBootLogAloneLeadsToTheMissingTable() {
        Path folder = MACHINES.resolve("machines/E-seed-sandwich/6.12.74");
        page.open("");
        page.choose("files", List.of(folder.resolve("dmesg.txt")));
        assertThat(page.text(".banner"))
                .startsWith(
                        "It is not known whether CXL memory gets a wrong node on 6.12.74+deb12-amd64: the CEDT is missing.")
                .contains("press Add files")
                .contains("Not known without the CEDT")
                .doesNotContain("Not affected");
        page.click(".verdict summary");
        page.awaitText(".verdict", "sudo cat /sys/firmware/acpi/tables/CEDT > CEDT");
        page.click("#view-nodes");
        page.awaitText(".view", "proximity domain");
        assertThat(page.text(".banner"))
                .as("one of several views")
                .doesNotContain("press Add files")
                .contains("assumed", "Not known without the CEDT");
        page.click("#view-region");
        page.awaitText(".view", "The CXL windows are not known without the CEDT.");
        page.click("#view-");
        page.awaitText(".tabs [aria-current]", "Map and findings");
        page.type("kernel", "5.15");
        page.submit("kernel");
        page.awaitText(".banner", "The machine has no CEDT, which changes no answer of 5.15.");
        assertThat(page.text(".banner")).contains("Not affected").doesNotContain("is missing");
        page.click("form.tight a");
        page.awaitText(".banner", "the CEDT is missing");
        page.type("kernel", "7.3");
        page.submit("kernel");
        page.awaitText(".banner", "Has the fix");
        assertThat(page.text(".banner")).startsWith("The CEDT is missing").doesNotContain("Not known");
        page.click("form.tight a");
        page.awaitText(".banner", "Not known without the CEDT");
        page.click("#view-kernels");
        page.awaitText(".view", "for every address of this machine, without the CEDT.");
        page.type("kernel-b", "banana");
        page.click(".view form button");
        page.awaitText(".view .fault .problem", "banana");
        assertThat(page.text(".view")).contains("without the CEDT.");
        page.click("#view-");
        page.awaitText(".tabs [aria-current]", "Map and findings");
        page.choose("more-files", List.of(folder.resolve("CEDT.bin")));
        page.awaitText(".verdict", "It should go to node");
        assertThat(page.text(".banner")).doesNotContain("missing");
    }

    @Test
    void aLogOfAnOlderReleaseIsAnsweredUnderTheOldestKnownOne() {
        page.open("");
        page.choose("files", List.of(MACHINES.resolve("field-cases/old-log-words/el7.txt")));
        page.awaitText(".problem", "is older than 5.10");
        page.click(".banner button");
        page.awaitText(".banner", "kernel 5.10, look-up prefer-online (not fixed)");
        assertThat(page.text("h1")).isEqualTo("el7.txt, answered as 5.10");
        assertThat(page.script("return document.querySelector('section > .command pre').textContent"))
                .as("the curl line declares the kernel too")
                .asString()
                .contains("-F kernel=5.10");
        assertThat(page.text(".banner"))
                .as("5.10 does not read the CEDT")
                .contains("Not affected")
                .doesNotContain("CEDT");
    }

    @Test
    void aFileThatIsNotUsedIsNamedBesideTheVerdict(@TempDir Path folder) throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "rack 7, second from above\n");
        page.open("");
        page.choose("files", List.of(MACHINES.resolve("machines/E-seed-sandwich/6.12.74/dmesg.txt"), notes));
        page.awaitText(".view", "Not used: notes.txt");
        page.click(".view p a[href$=upload]");
        page.awaitText(".view", "notes.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machines/E-seed-sandwich/6.12.74", "machines-arm64/E-seed-sandwich/6.12.74"})
    void aCaptureIsComparedWithItsLog(String machine) {
        Path folder = MACHINES.resolve(machine);
        page.open("");
        page.choose(
                "files",
                Stream.of("SRAT.bin", "CEDT.bin", "dmesg.txt")
                        .map(folder::resolve)
                        .toList());
        page.awaitText(".verdict", "It should go to node");
        page.click("#view-verification");
        page.awaitText(".view", "0 differ");
        assertThat(page.text(".view"))
                .containsAnyOf("verified", "consistent")
                .contains("agrees", "boot log", "ACPI: SRAT: Node 0 PXM 0", "the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dmesg-J.txt", "journal-json.txt"})
    void aBootLogMayBeJson(String file) {
        page.open("");
        page.choose("files", List.of(MACHINES.resolve("field-cases/pasted-log").resolve(file)));
        page.awaitText(".verdict .grounds", "kernel 6.12.9-300.fc41.x86_64");
    }

    @Test
    void anErrorIsShownWithItsPlaceAndItsPage() {
        page.open("");
        page.type(
                "paste",
                "{\"memory\": [{\"start\": \"0xg\", \"end\": \"0x1fff\", \"type\": \"system-ram\", \"node\": 0}]}");
        page.submit("paste");
        page.awaitText(".problem", "/memory/0/start");
        assertThat(browser.findElement(By.cssSelector(".problem a")).getDomProperty("href"))
                .isEqualTo(service.api().base() + "/problems/malformed-body");
        page.open("");
        page.drop("empty.txt", "");
        page.awaitText(".problem", "empty.txt: 0 bytes");
        page.drop("notes.txt", "no boot log");
        page.awaitText(".problem", "notes.txt: its format is not recognised");
        assertThat(page.text("main")).contains("Files that can be read: the boot log (dmesg), SRAT and CEDT");
        page.open("#/files/nodes");
        page.awaitText(".problem", "files that were not kept");
        assertThat(browser.getCurrentUrl()).endsWith("/#/");
        page.open("#/example/mission?kernel=1.0");
        page.awaitText(".problem", "1.0");
        assertThat(page.isShown("#kernel")).as("another kernel may be chosen").isTrue();
        page.open("#/stored/nothing");
        page.awaitText(".problem", "nothing");
        assertThat(page.isShown("form, .tabs")).isFalse();
        page.open("#/nothing/here");
        page.awaitText("main", "Nothing is here");
    }

    @Test
    void theKeyboardAloneLeadsFromTheStartToAnExplanation() {
        page.open("");
        tabTo("main a[href^='#/example/mission']");
        press(Keys.ENTER);
        page.awaitText(".verdict", "Fixed in 6.12.75.");
        page.blocks("[data-lane]");
        tabTo(".picture");
        press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ENTER);
        page.awaitText(".panel", "Kernel");
        tabTo("#address");
        press("0x60000000", Keys.ENTER);
        page.awaitText(".panel", "0x60000000 → node 1");
    }

    @Test
    void thePageAsksForAKeyAndKeepsItInMemoryOnly(@TempDir Path otherStore) {
        String key = "0123456789abcdef-read";
        try (RunningService closed = RunningService.start(
                "targetnode.data-dir=" + otherStore, "targetnode.api-keys=" + key + ":read+write")) {
            Page other = new Page(browser, closed.api().base());
            browser.get(other.base() + "/#/example/mission?kernel=6.12.74");
            other.awaitText("dialog", "The service needs a key.");
            other.type("api-key", "0123456789abcdef-wrong");
            other.click("dialog .primary");
            other.awaitText("dialog", "The service refused this key.");
            other.type("api-key", key);
            other.click("dialog .primary");
            other.awaitText(".verdict", "It should go to node 2.");
            assertThat(other.blocks("[data-lane]")).isNotEmpty();
            assertThat(other.script("return localStorage.length + sessionStorage.length + document.cookie.length"))
                    .isEqualTo(0L);
            assertThat(browser.getPageSource()).doesNotContain(key).contains("Bearer $KEY");
            other.script("location.hash = '#/stored'");
            other.awaitText(".view", "Nothing is stored yet.");
            assertThat(other.text(".view")).contains("api/v1/topologies/my-host");
        }
    }

    @Test
    void nothingIsStoredUntilKeepIsPressedAndThenItIsShownLive() {
        page.open("#/example/arm64?kernel=6.12.74");
        assertThat(page.text("h1")).isEqualTo("Example: Debian 13 on arm64: firmware tables with a window in a hole");
        assertThat(page.text(".exactness")).startsWith("exact Nothing was assumed");
        page.click(".keep summary");
        page.type("keep-name", "kept-arm64");
        page.submit("keep-name");
        page.awaitText("h1", "kept-arm64");
        assertThat(browser.getCurrentUrl())
                .as("the verdict stays that of the chosen kernel")
                .endsWith("#/stored/kept-arm64?kernel=6.12.74");
        page.open("#/stored?prefix=kept-");
        page.awaitText(".view", "kept-arm64");
        service.api().put("kept-mission", Api.example("mission.json"));
        page.awaitText(".view", "kept-mission");
        assertThat(page.text(".view table"))
                .as("its nodes are described, and its kernel is not known")
                .contains("kept-mission Fixed assumed");
        page.open("#/stored/kept-mission");
        service.api().put("kept-mission", Api.example("mission.json").replace("\"0x2fffffff\"", "\"0x3fffffff\""));
        page.awaitText(".notice", "Revision 2 was stored.");
        page.open("#/stored/kept-mission/revisions?from=1&to=2");
        page.awaitText(".view", "0x30000000-0x3fffffff");
        page.click(".more summary");
        page.click(".more button");
        page.awaitText("h1", "Stored topologies");
        assertThat(page.text("main")).doesNotContain("kept-mission");
    }

    @Test
    void anotherKernelExplainsTheSameAddress() {
        page.open("#/example/mission?kernel=6.12.74&address=0x20000000");
        page.awaitText(".found", "0x20000000 → node 0");
        page.type("kernel", "6.12.75");
        page.submit("kernel");
        page.awaitText(".found", "0x20000000 → node 2");
        page.type("kernel", "banana");
        page.submit("kernel");
        page.awaitText(".problem", "banana");
        assertThat(page.text("main")).doesNotContain("Files that can be read").contains("All kernels");
        assertThat(page.text(".found")).as("the view stays").contains("0x20000000 → node 2");
        page.type("kernel", "3.10.0-1160.el7");
        page.submit("kernel");
        page.awaitText(".fault", "The answers of 5.10");
        assertThat(page.text(".found")).as("the view stays").contains("0x20000000 → node 2");
        page.click(".verdict .grounds a");
        page.awaitText("main h2", "6.12.75");
        assertThat(page.text("main")).contains("prefer-reserved (fixed)");
    }

    @Test
    void aReleaseIsFoundAmongTheKernels() {
        page.open("#/kernels");
        page.type("release", "5.14.0-570.el9.x86_64");
        page.submit("release");
        page.awaitText("main h2", "5.14.0-570.el9.x86_64");
        assertThat(page.text(".facts")).contains("prefer-online (not fixed)", "RHEL 9.6");
        page.type("release", "banana");
        page.submit("release");
        page.awaitText(".problem", "banana");
    }

    @Test
    void aMachineWhoseConfigurationIsNotUsedShowsTheReasonAndTheNodeOfAllMemory() {
        page.open("");
        page.type("paste", """
                {"systemRam": [{"start": "0x0", "end": "0x3fffffff"}], "memoryAffinity": [
                {"start": "0x0", "end": "0x2fffffff", "proximityDomain": 0},
                {"start": "0x20000000", "end": "0x3fffffff", "proximityDomain": 1}]}""");
        page.submit("paste");
        page.awaitText(".verdict", "does not use the NUMA configuration: all memory is in node 0. Node 0 [mem");
        page.click("#view-lists");
        page.awaitText(".view", "The kernel does not use the NUMA configuration (overlap: node 0 [mem");
        page.awaitText(".view", "numa_reserved_meminfo has no blocks.");
    }

    @Test
    void aTextOfBlanksIsNotSent() {
        page.open("");
        page.type("paste", "  ");
        page.submit("paste");
        page.awaitText(".fault", "The field holds only blanks.");
    }

    @Test
    void aRegionIsTriedWithTheKeyboard() {
        page.open("#/example/mission/region?kernel=6.12.74");
        page.awaitText(".outcome", "The memory goes to node 0 on 6.12.74. It should go to node 2.");
        assertThat(page.isShown("#offset, #length"))
                .as("sliders for a window of one step")
                .isFalse();
        page.type("size", "0.125G");
        page.submit("size");
        page.awaitText(".outcome", "the size must be a multiple of 256 MiB");
        assertThat(page.script("return document.querySelector('.region').style.width"))
                .as("the bar shows what was typed")
                .isEqualTo("50%");
        for (String size : List.of("0", "1.1G", "many")) {
            page.type("size", size);
            page.submit("size");
            page.awaitText(".outcome .problem", size.equals("0") ? "The size is 0." : "whole number of bytes");
        }
        page.type("size", "256M");
        page.type("start", "0x40000000");
        page.submit("start");
        page.awaitText(".outcome .problem", "0x40000000");
    }

    @Test
    void aRegionIsDraggedAndNotTriedAfterTheViewIsLeft() {
        page.open("");
        page.drop("wide.json", """
                {"kernel": "6.12.74", "memory": [%s, %s]}""".formatted(
                        range(0, (1 << 30) - 1, "system-ram", 0),
                        range(1L << 32, (1L << 32) + (1L << 31) - 1, "cxl-window", 1)));
        page.click("#view-region");
        page.awaitText(".outcome", "The memory goes to node 1");
        WebElement region = browser.findElement(By.cssSelector(".region"));
        int step = (int) page.number("return document.querySelector('.region-bar').clientWidth / 8");
        new Actions(browser).dragAndDropBy(region, 3 * step, 0).perform();
        WebElement grip = browser.findElement(By.cssSelector(".region .grip"));
        new Actions(browser).dragAndDropBy(grip, step, 0).perform();
        page.awaitText(".outcome", "0x130000000-0x14fffffff");
        assertThat(page.value("start") + " " + page.value("size")).isEqualTo("0x130000000 512\u00a0MiB");
        assertThat(browser.getCurrentUrl()).endsWith("start=0x130000000&size=536870912");
        page.script("document.getElementById('offset').value = 0; "
                + "document.getElementById('offset').dispatchEvent(new Event('input')); location.hash = '#/stored'");
        page.awaitText("h1", "Stored topologies");
        page.pause(500);
        assertThat(browser.getCurrentUrl()).endsWith("#/stored");
    }

    @Test
    void aBusyServiceIsAskedAgain() {
        page.open("");
        page.script("""
                let first = true;
                window.XMLHttpRequest = class extends XMLHttpRequest {
                  #busy = first;
                  get status() {
                    first = false;
                    return this.#busy ? 503 : super.status;
                  }
                  getResponseHeader(name) {
                    return this.#busy && name === 'Retry-After' ? '1' : super.getResponseHeader(name);
                  }
                };
                location.hash = '#/example/mission?kernel=6.12.74';""");
        page.awaitText(".verdict", "Fixed in 6.12.75.");
    }

    @Test
    void aBlockOfTwoKernelsIsExplainedUnderBoth() {
        page.open("#/example/mission/kernels?kernel=6.12.74&with=7.3");
        page.awaitText(".view", "look-up rule (LOOK): prefer-online -> prefer-reserved");
        page.blocks("[data-lane=difference]").get(0).click();
        page.awaitText(".panel", "0x20000000 → node 2");
        assertThat(page.text(".panel")).contains("0x20000000 → node 0", "6.12.74, with the rules of");
        assertThat(browser.getCurrentUrl()).contains("/mission/kernels?", "address=0x20000000");
    }

    @Test
    void theMapIsZoomedWithButtonsKeysWheelAndFingers() {
        page.open("");
        page.drop("many.json", many(500));
        assertThat(page.blocks("[data-lane]")).isNotEmpty();
        long legible = page.number(MAP_WIDTH);
        page.click(".zoom [aria-label^=Fit]");
        assertThat(page.number(MAP_WIDTH))
                .isLessThan(legible)
                .isEqualTo(page.number("return document.querySelector('.picture').clientWidth"));
        assertThat(page.isShown(".zoom [aria-label='Zoom out'][aria-disabled=true]"))
                .isTrue();
        page.click(".zoom [aria-label='Zoom in']");
        assertThat(page.isShown(".zoom [aria-disabled=true]")).isFalse();
        long larger = page.number(MAP_WIDTH);
        assertThat(larger).isBetween(1700L, 1900L);
        page.script("document.querySelector('.picture').shadowRoot.querySelector('[data-lane]').focus()");
        press("+");
        assertThat(page.number(MAP_WIDTH)).isGreaterThan(larger);
        press("0");
        assertThat(page.number(MAP_WIDTH)).isLessThan(larger);
        page.script("""
                document.querySelector('.picture').dispatchEvent(
                  new WheelEvent('wheel', {ctrlKey: true, deltaY: -300, clientX: 600, clientY: 300, cancelable: true}))""");
        assertThat(page.number(MAP_WIDTH)).isGreaterThan(larger);
        page.script("document.querySelector('.picture').scrollLeft = 400");
        await().untilAsserted(() -> assertThat(page.number("""
                const picture = document.querySelector('.picture');
                const name = [...picture.shadowRoot.querySelectorAll('text')].find((each) => each.textContent === 'usable RAM');
                return name.getBoundingClientRect().left - picture.getBoundingClientRect().left"""))
                .as("the name of a row stays in sight")
                .isBetween(0L, 100L));
        page.click(".zoom [aria-label^=Fit]");
        page.pinch(".picture", 100, 300);
        assertThat(page.number(MAP_WIDTH)).isGreaterThan(legible / 2).isGreaterThan(larger);
    }

    @Test
    void aPrintedPageHasTheWholeMap() {
        page.open("#/example/mission?kernel=6.12.74&address=0x20000000");
        page.awaitText(".panel", "numa_meminfo");
        page.click(".zoom [aria-label='Zoom in']");
        page.emulate("setEmulatedMedia", Map.of("media", "print"));
        try {
            assertThat(page.number(MAP_WIDTH))
                    .isEqualTo(page.number("return document.querySelector('.picture').clientWidth"));
            assertThat(page.isShown("nav, form, .command, .zoom")).isFalse();
            assertThat(page.isShown(".verdict, .panel")).isTrue();
        } finally {
            page.emulate("setEmulatedMedia", Map.of("media", ""));
        }
    }

    @Test
    void everyDocumentIsReadOnThePage() throws IOException {
        page.open("#/docs");
        List<String> links = browser.findElements(By.cssSelector("main a[href^='#/docs/']")).stream()
                .map(link -> link.getDomAttribute("href"))
                .toList();
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            assertThat(links)
                    .containsAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md"))
                            .map(name -> "#/docs/" + name)
                            .toList());
        }
        for (String link : links) {
            page.open(link);
            String file = link.substring("#/docs/".length());
            Path source = Path.of(Files.exists(Path.of("docs", file)) ? "docs/" + file : file);
            String title = Files.readAllLines(source).get(0).substring(2);
            assertThat(page.text("h1")).isEqualTo(title);
            assertThat(page.text("main")).doesNotContain("](", "**", "|--");
        }
        page.open("#/docs/README.md");
        page.click("main a[href='#/docs/configuration.md?at=access']");
        page.awaitText("h1", "Configuration");
        assertThat(page.number("return document.getElementById('at-access').getBoundingClientRect().top"))
                .isBetween(-1L, 100L);
    }

    @Test
    void twoThousandBlocksAreDrawnInASecondAndExplainedAtOnce() {
        page.open("");
        page.drop("many.json", many(500));
        assertThat(page.blocks("[data-lane]")).hasSizeGreaterThan(2000);
        long drawn = page.number("return performance.getEntriesByName('map drawn')[0].duration");
        assertThat(drawn).as("milliseconds to draw").isLessThan(1000);
        long shown = page.number("""
                const blocks = document.querySelector('.picture').shadowRoot.querySelectorAll('[data-lane=ram]');
                const block = blocks[blocks.length - 1];
                const begin = performance.now();
                block.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, composed: true, pointerType: 'mouse'}));
                document.body.getBoundingClientRect();
                const shown = performance.now() - begin;
                return document.querySelector('.readout').textContent.includes(block.dataset.start) ? shown : 1e6;""");
        assertThat(shown).as("milliseconds to show a block").isLessThan(50);
        System.out.printf(
                "%,d blocks: drawn in %d ms, a block shown in %d ms%n",
                page.blocks("[data-lane]").size(), drawn, shown);
    }

    @Test
    void aMapThatIsTooLargeForTwoKernelsIsDrawnForOne() {
        page.open("");
        page.drop("fragments.json", fragments(500, 8));
        for (String view : List.of("#view-", "#view-kernels")) {
            page.click(view);
            page.awaitText(".readout", "Only the answers of 6.12.74");
            page.click(".map .more summary");
            assertThat(page.text(".map .command")).endsWith("map.svg?kernel=6.12.74'\nCopy");
        }
        page.blocks("[data-lane=answer]").get(0).click();
        page.awaitText(".panel", "numa_meminfo");
    }

    @Test
    void thePageFitsAPhoneAndFollowsTheColourScheme() throws IOException {
        page.emulate(
                "setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
        page.emulate(
                "setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        try {
            for (String view : List.of(
                    "",
                    "#/example/mission?kernel=6.12.74",
                    "#/example/mission/kernels",
                    "#/example/rhel9/nodes",
                    "#/stored",
                    "#/kernels",
                    "#/docs/configuration.md")) {
                page.open(view);
                assertThat(page.number("return document.documentElement.scrollWidth"))
                        .as(view)
                        .isLessThanOrEqualTo(360);
                assertThat(page.accessibilityViolations()).as(view).isEmpty();
            }
            assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(13, 17, 23)");
            page.open("");
            page.choose("files", List.of(MACHINES.resolve("machines/E-seed-sandwich/6.12.74/dmesg.txt")));
            assertThat(page.number("return document.documentElement.scrollWidth"))
                    .as("with the CEDT missing")
                    .isLessThanOrEqualTo(360);
            page.open("#/example/rhel9");
            assertThat(page.number(MAP_TOP)).as("within the first screen").isLessThan(640);
            assertThat(page.number(MAP_WIDTH))
                    .isEqualTo(page.number("return document.querySelector('.picture').clientWidth"));
            assertThat(page.script("const pre = document.querySelector('section > .command pre');"
                            + " return pre.scrollWidth <= pre.clientWidth"))
                    .as("the curl lines wrap")
                    .isEqualTo(true);
            assertThat(page.text(".zoom")).contains("Two fingers or + enlarge the map.");
            page.screenshot("page-phone");
        } finally {
            page.emulate("clearDeviceMetricsOverride", Map.of());
            page.emulate("setEmulatedMedia", Map.of("features", List.of()));
        }
    }

    @Test
    void everyViewIsAccessible() throws IOException {
        service.api().put("accessible", Api.example("mission.json"));
        List<String> views = List.of(
                "",
                "#/example/mission?kernel=6.12.74&address=0x20000000",
                "#/example/mission/kernels?kernel=6.12.74",
                "#/example/mission/region?kernel=6.12.74",
                "#/example/rhel9/nodes",
                "#/example/rhel9/verification",
                "#/example/rhel9/lists",
                "#/example/rhel9/upload",
                "#/stored/accessible/revisions",
                "#/stored",
                "#/stored/nothing",
                "#/stored?prefix=nothing",
                "#/kernels?release=6.12.74",
                "#/docs",
                "#/docs/README.md",
                "#/docs/kernel-rules.md",
                "problems/busy",
                "findings");
        for (String view : views) {
            page.open(view);
            assertThat(page.accessibilityViolations()).as(view).isEmpty();
        }
        page.open(views.get(1));
        page.awaitText(".panel", "0x20000000");
        page.screenshot("page");
    }

    private void press(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    /** Presses Tab until an element has the focus. */
    private void tabTo(String selector) {
        WebElement wanted = browser.findElement(By.cssSelector(selector));
        for (int i = 0; i < 60; i++) {
            if (browser.switchTo().activeElement().equals(wanted)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError(selector + " cannot be reached with Tab");
    }

    /** A machine with alternating RAM of two nodes and windows. */
    private static String many(int ranges) {
        StringBuilder memory = new StringBuilder();
        for (int i = 0; i < ranges; i++) {
            long start = (long) i << 30;
            memory.append(i == 0 ? "" : ",\n")
                    .append(range(start, start + (1 << 29) - 1, "system-ram", i % 2))
                    .append(",\n")
                    .append(range(start + (1 << 29), start + (3L << 28) - 1, "cxl-window", 2));
        }
        return "{\"kernel\": \"6.12.74\", \"memory\": [" + memory + "]}";
    }

    /** A machine with windows between ranges of RAM of one node, which are in pieces. */
    private static String fragments(int windows, int pieces) {
        List<String> ram = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        List<String> cxl = new ArrayList<>();
        long length = (1L << 29) / pieces;
        for (long start = 0; start < (long) windows << 30; start += 1L << 30) {
            for (int piece = 0; piece < pieces; piece++) {
                ram.add(place(start + piece * length, length / 2, ""));
            }
            entries.add(place(start, 1L << 29, ", \"proximityDomain\": 0"));
            cxl.add(place(start + (1L << 29), 1L << 28, ""));
        }
        return """
                {"kernel": "6.12.74", "maxNodes": 1024, "systemRam": %s, "processorAffinity": [{"proximityDomain": 0}],
                 "memoryAffinity": %s, "cxlWindows": %s}""".formatted(ram, entries, cxl);
    }

    private static String place(long start, long length, String more) {
        return "{\"start\": \"0x%x\", \"end\": \"0x%x\"%s}".formatted(start, start + length - 1, more);
    }

    private static String range(long start, long end, String type, int node) {
        return "{\"start\": \"0x%x\", \"end\": \"0x%x\", \"type\": \"%s\", \"node\": %d}"
                .formatted(start, end, type, node);
    }
}
