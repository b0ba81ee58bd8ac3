"""Two ways to use a page: with a pointer, and with the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 200
FOCUS_WITHIN = 2_000
IN_THIS_GROUP = """radio => {
    const here = document.activeElement;
    return here.type === "radio" && here.name === radio.name && here.form === radio.form;
}"""
# Something is drawn around what has the focus, or around what stands for it.
SHOWS_FOCUS = """() => {
    for (let one = document.activeElement; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
        if (style.boxShadow !== "none" && one.matches(":focus-within")) return true;
    }
    return false;
}"""


class Hand(Protocol):
    """What somebody does with a page, whatever they use for it; `pace` is the time of a key, in milliseconds."""

    pace: int

    def press(self, what: Locator) -> None: ...
    def fill(self, what: Locator, text: str) -> None: ...
    def choose(self, what: Locator, label: str) -> None: ...
    def tick(self, what: Locator) -> None: ...


class Pointer:
    """A mouse, or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pace = 0

    def press(self, what: Locator) -> None:
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        what.fill("")
        what.press_sequentially(text, delay=self.pace)

    def choose(self, what: Locator, label: str) -> None:
        what.select_option(label=label)

    def tick(self, what: Locator) -> None:
        what.check()


class Keyboard:
    """Tab, Enter, Space, arrows and letters; nothing is ever clicked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pace = 0

    def press(self, what: Locator) -> None:
        self._reach(what)
        self.page.keyboard.press("Enter")

    def fill(self, what: Locator, text: str) -> None:
        self._reach(what)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text, delay=self.pace)

    def choose(self, what: Locator, label: str) -> None:
        self._reach(what)
        self.page.keyboard.type(label)
        chosen = what.evaluate("list => list.selectedOptions[0].label.trim()")
        assert chosen == label, chosen

    def tick(self, what: Locator) -> None:
        """A tick box by Space; in a group of choices Tab stops at one, the arrows go on from there."""
        if what.get_attribute("type") == "radio":
            self._reach_group(what)
        else:
            self._reach(what)
            self.page.keyboard.press("Space")
        expect(what).to_be_checked()

    def _reach(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(MOST_TABS):
            if _has_focus(what):
                # The page may just have put something else in its place; the focus comes back to that.
                self.page.wait_for_function(SHOWS_FOCUS, timeout=FOCUS_WITHIN)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached with Tab: {what}")

    def _reach_group(self, what: Locator) -> None:
        for _ in range(MOST_TABS):
            if what.evaluate(IN_THIS_GROUP):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if _has_focus(what):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached with the arrows: {what}")


def _has_focus(what: Locator) -> bool:
    return bool(what.evaluate("element => element === document.activeElement"))
