"""Takes the pictures of docs/images from a running demo: `.venv/bin/python docs/screenshots.py`."""

from __future__ import annotations

import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).parent / "images"
PASSWORD = "demo-partnership"  # noqa: S105 -- known to everybody, exists in the demo only
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
COLORS = 64


def main(site: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        desk = signed_in(browser, site, "coordinator", DESKTOP)
        keep(desk, "start-coordinator")
        keep(opened(browser, site, rsvp_link(desk), PHONE), "rsvp-phone", height=960)
        keep(log_page(signed_in(browser, site, "officer", PHONE)), "log-phone", height=960)
        keep(opened(browser, site, area_link(desk), DESKTOP), "area", height=1200)
        browser.close()


def opened(browser: Browser, site: str, path: str, viewport: ViewportSize) -> Page:
    page = browser.new_context(base_url=site, viewport=viewport, locale="en-US").new_page()
    page.goto(path)
    return page


def signed_in(browser: Browser, site: str, name: str, viewport: ViewportSize) -> Page:
    page = opened(browser, site, "/accounts/login/", viewport)
    page.fill("[name=login]", f"{name}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"{site}/")
    return page


def rsvp_link(page: Page) -> str:
    """Out of an invitation in English, as the department sees it among its messages."""
    page.goto("/messages/?q=Will+you+come")
    page.locator("main td a, main th a").first.click()
    return str(re.findall(r"/rsvp/[\w-]+/", page.content())[0])


def area_link(page: Page) -> str:
    page.goto("/areas/")
    return str(page.locator("main th a").first.get_attribute("href"))


def log_page(page: Page) -> Page:
    page.goto("/log/?all")
    page.locator("main a[href$='/log/']").first.click()
    return page


def keep(page: Page, name: str, height: int = 0) -> None:
    """The first screen, or so many pixels of the page; few colors make a small file."""
    if height and page.viewport_size:
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.mouse.move(0, 0)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLORS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
