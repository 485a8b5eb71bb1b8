"""The real Neo4j Browser, driven in a headless Chromium by mouse and keyboard.

Where `KG_SCREENSHOTS` names a folder, the pictures of the guide are put there.
"""

import base64
import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import ElementNotInteractableException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from kg import resources
from kg.extract import Failure, extract_all
from kg.read import read_all
from kg.records import Document, Record
from kg.store import Store, Writer

_PATIENCE = 60  # seconds; a loaded machine plans a first query slowly
_SIZE = (1400, 900)
# What a file manager does when a file is dropped on the window; a driver cannot reach outside of the page.
_DROP = """
const [name, content] = arguments;
const bytes = Uint8Array.from(atob(content), character => character.charCodeAt(0));
const transfer = new DataTransfer();
transfer.items.add(new File([bytes], name));
for (const kind of ['dragenter', 'dragover', 'drop'])
  document.querySelector('.filedrop').dispatchEvent(
    new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: transfer}));
"""


class Page:
    """A window with Neo4j Browser in it."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self._driver = driver
        self._address = address

    def wait(self, condition: Callable[[], Any]) -> Any:
        """What the condition gives as soon as that is true, and what it needs has come into sight."""
        passing = [StaleElementReferenceException, ElementNotInteractableException]
        waiting = WebDriverWait(self._driver, _PATIENCE, ignored_exceptions=passing)
        return waiting.until(lambda _: condition())

    def all(self, selector: str) -> list[WebElement]:
        """Elements by CSS selector."""
        return self._driver.find_elements(By.CSS_SELECTOR, selector)

    def find(self, name: str) -> WebElement:
        """The element that Browser's own tests know by this name, as soon as it is there."""
        element: WebElement = self.wait(lambda: next(iter(self.all(f'[data-testid="{name}"]')), None))
        return element

    def open(self, uri: str) -> None:
        """Load Browser and write an address into its connect form."""
        self._driver.get(self._address)
        scheme, _, host = uri.partition("://")
        self.wait(lambda: self._choose("bolt-scheme-select", f"{scheme}://"))
        address = self.find("boltaddress")
        address.send_keys(Keys.CONTROL, "a")
        address.send_keys(host)

    def _choose(self, name: str, value: str) -> bool:
        Select(self.find(name)).select_by_value(value)
        return True

    def connect(self, username: str, password: str) -> None:
        """Fill in the rest of the connect form and send it."""
        for name, text in (("username", username), ("password", password)):
            self.find(name).send_keys(Keys.CONTROL, "a")
            self.find(name).send_keys(text)
        self.find("connect").click()

    def drop(self, file: Path) -> None:
        """Drop a file on the window."""
        self._driver.execute_script(_DROP, file.name, base64.b64encode(file.read_bytes()).decode())

    def write(self, text: str) -> None:
        """Put a text in the place of what stands in the editor, as by pasting."""
        self.find("activeEditor").click()
        ActionChains(self._driver).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
        self._insert(text)

    def replace(self, old: str, new: str) -> None:
        """Change a word of the editor that is in sight, as by a double click on it."""
        word = self.wait(lambda: next((part for part in self.all(".view-line span > span") if part.text == old), None))
        ActionChains(self._driver).double_click(word).perform()
        self._insert(new)

    def _insert(self, text: str) -> None:
        self._driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def run(self, text: str | None = None) -> None:
        """Run a text, or what stands in the editor."""
        if text is not None:
            self.write(text)
        self.find("editor-Run").click()

    def clear(self) -> None:
        """Away with all answers."""
        self.run(":clear")
        self.wait(lambda: not self.all('[data-testid="frame"]'))

    def view(self, name: str) -> None:
        """Turn the latest answer to its view of this name."""
        self.find(f"cypherFrameSidebar{name}").click()

    def scroll_to_column(self, name: str) -> None:
        """Bring a column of the table to its left edge."""
        heading = self.wait(lambda: next((cell for cell in self.all("th") if cell.text == name), None))
        self._driver.execute_script("arguments[0].scrollIntoView({inline: 'start'})", heading)

    def said(self, text: str) -> None:
        """Wait until an answer or message has this text."""
        self.wait(lambda: any(text in frame.text for frame in self.all('[data-testid="frame"]')))

    def captions(self) -> set[str]:
        """What stands in the nodes of the graph, without line breaks; long captions are cut by Browser."""
        self.wait(lambda: self.all("g.node text"))
        return {"".join(node.text.split()) for node in self.all("g.node")}

    def colours(self) -> set[str]:
        """Of the nodes."""
        return {str(circle.get_attribute("fill")).lower() for circle in self.all("g.node circle.b-outline")}

    def picture(self, name: str) -> None:
        """Keep a picture for the guide, where one is wanted."""
        folder = os.environ.get("KG_SCREENSHOTS")
        if folder:
            assert self._driver.save_screenshot(str(Path(folder) / f"browser-{name}.png"))


@pytest.fixture(scope="session")
def address() -> str:
    """Where Neo4j Browser is to be had."""
    found = os.environ.get("NEO4J_BROWSER")
    if not found:
        pytest.skip("NEO4J_BROWSER is not set (scripts/neo4j.sh start)")
    return found


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A window of a Chromium that remembers nothing."""
    chromium, driver = (next(filter(None, map(shutil.which, names)), None) for names in _PROGRAMS)
    if not chromium or not driver:
        pytest.skip("there is no Chromium with its driver (Debian: apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (
        "--headless=new",
        "--no-sandbox",  # Chromium's own does not start for root in a container; the page is our own server's
        "--disable-dev-shm-usage",
        "--no-proxy-server",
        "--lang=en",
        f"--window-size={_SIZE[0]},{_SIZE[1]}",
    ):
        options.add_argument(argument)
    window = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield Page(window, address)
    finally:
        window.quit()


_PROGRAMS = (("chromium", "chromium-browser", "google-chrome"), ("chromedriver",))


@pytest.fixture(scope="session")
def sample() -> tuple[Record, ...]:
    """The sample articles as records, under ids that the tests may delete."""
    documents = (found for found in read_all([resources.seeds() / "sample"]) if isinstance(found, Document))
    found = [record for record in extract_all(documents) if not isinstance(record, Failure)]
    return tuple(dataclasses.replace(record, id=f"test-{record.id}") for record in found)


@pytest.fixture
def neo4j_graph(sample: tuple[Record, ...], open_neo4j: Callable[[], Store]) -> Iterator[Store]:
    """The sample articles in the Neo4j of the environment; skipped where that holds a graph."""
    with open_neo4j() as store:
        Writer(store).ingest(sample)
        yield store
        Writer(store).clear()
