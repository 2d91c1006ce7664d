"""Somebody without a mouse: walks by Tab, chooses by arrows and Space, presses by Enter, and sees where they are."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_STEPS = 120
# What shows the focus may be drawn by the element, or, where the real box is hidden, by the label beside it.
SHOWS_FOCUS = """() => {
  const at = document.activeElement
  const drawn = [getComputedStyle(at)]
  for (const pseudo of ['::before', '::after'])
    if (at.nextElementSibling) drawn.push(getComputedStyle(at.nextElementSibling, pseudo))
  if (at.nextElementSibling) drawn.push(getComputedStyle(at.nextElementSibling))
  const box = at.getBoundingClientRect()
  const isInSight = box.bottom > 0 && box.top < innerHeight && box.width > 0
  const isDrawn = drawn.some((style) =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none')
  return isInSight && isDrawn
}"""


@dataclass
class Keyboard:
    """A keyboard in front of a page."""

    page: Page

    def walk_to(self, goal: Locator) -> None:
        """Press Tab until the goal has the focus, and see the focus at every step."""
        for _step in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue
            assert self.page.evaluate(SHOWS_FOCUS), f"no focus to be seen on {self._where()}"
            if goal.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{goal} is not reached with Tab")

    def press(self, goal: Locator) -> None:
        """Walk to a link or a button and press Enter; the next page has come when this returns."""
        self.walk_to(goal)
        before = self.page.evaluate("performance.timeOrigin")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
        self.page.wait_for_load_state("load")

    def type_into(self, name: str, text: str) -> None:
        """Walk to a field and type."""
        self.walk_to(self._field(name))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose_below(self, name: str, value: str) -> None:
        """Walk to a group of answers and go down with the arrow until the wanted one is taken."""
        self.walk_to(self._field(name).first)
        self.page.keyboard.press("Space")
        wanted = self.page.locator(f"[name={name}][value='{value}']")
        for _step in range(20):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not reached with the arrow")

    def take_first_of_list(self, name: str) -> None:
        """Walk to a list and go one down."""
        self.walk_to(self._field(name))
        self.page.keyboard.press("ArrowDown")
        assert self._field(name).input_value()

    def tick(self, name: str) -> None:
        """Walk to a box and tick it."""
        self.walk_to(self._field(name))
        self.page.keyboard.press("Space")
        assert self._field(name).is_checked()

    def _field(self, name: str) -> Locator:
        return self.page.get_by_role("main").locator(f"[name={name}]:visible")

    def _where(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
