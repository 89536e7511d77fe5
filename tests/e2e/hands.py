"""Two ways to use a page: with a pointer, or with the keyboard and nothing else."""

from typing import Protocol

from playwright.sync_api import Locator

MOST_TABS = 300
FOCUSED = "element => element === document.activeElement"
IN_GROUP = """element => {
  const { type, name } = document.activeElement ?? {};
  return type === "radio" && name === element.name;
}"""
SEEN = """element => {
  const look = getComputedStyle(element);
  return look.outlineStyle !== "none" || look.boxShadow !== "none";
}"""


class Hands(Protocol):
    def press(self, target: Locator) -> None: ...

    def write(self, target: Locator, words: str) -> None: ...

    def choose(self, target: Locator) -> None: ...


class Pointer:
    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, words: str) -> None:
        target.fill(words)

    def choose(self, target: Locator) -> None:
        target.check()


class Keyboard:
    """Reaches everything with Tab; fails where it cannot, or where the focus is not to be seen."""

    def press(self, target: Locator) -> None:
        self._reach(target, FOCUSED)
        assert target.evaluate(SEEN), f"the focus cannot be seen on {target}"
        target.page.keyboard.press("Enter")

    def write(self, target: Locator, words: str) -> None:
        self._reach(target, FOCUSED)
        target.page.keyboard.insert_text(words)

    def choose(self, target: Locator) -> None:
        """One of a group of radio buttons: Tab reaches the group, the arrows go through it."""
        self._reach(target, IN_GROUP)
        for _each in range(20):
            target.page.keyboard.press("ArrowDown")
            if target.is_checked():
                return
        raise AssertionError(f"the arrows do not reach {target}")

    def _reach(self, target: Locator, when: str) -> None:
        for _each in range(MOST_TABS):
            if target.evaluate(when):
                return
            target.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")
