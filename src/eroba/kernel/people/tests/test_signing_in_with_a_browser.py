"""Passkeys with Chromium's own virtual device, and the authenticator app on a phone without scripts.

Each test makes an account of its own: the people of the demonstration sign in with their password in other tests.
"""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.fixtures.browser import (
    FAILED,
    WITHOUT_SCRIPTS,
    Watch,
    assert_accessible,
    assert_fits,
    take_pictures,
)
from tests.fixtures.product import Product
from tests.journeys.letterbox import Letterbox

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "three quiet words"
VirtualDevice = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
Opened = Callable[..., Page]


@pytest.fixture
def open_window(
    chromium_browser: Browser, product: Product, request: pytest.FixtureRequest
) -> Iterator[Opened]:
    """Opens the product by the machine's name: browsers keep no passkeys for a bare network address."""
    own = product.address.replace("127.0.0.1", "localhost")
    watch = Watch(own)
    contexts = []

    def open_page(width: int = 1280, scripts: bool = True, device: bool = False, address: str = own) -> Page:
        context = chromium_browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        watch.own = address
        watch.follow(context)
        contexts.append(context)
        if not scripts:
            WITHOUT_SCRIPTS.add(context)
        page = context.new_page()
        if device:
            devtools = context.new_cdp_session(page)
            devtools.send("WebAuthn.enable")
            devtools.send("WebAuthn.addVirtualAuthenticator", {"options": VirtualDevice})
        return page

    yield open_page
    if request.node.stash.get(FAILED, False):
        take_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert not watch.found, "\n".join(watch.found)


def touch(page: Page, words: str) -> None:
    """Press a button to which the page itself answers."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def press(page: Page, words: str) -> None:
    """Press a button and see what comes."""
    with page.expect_navigation():
        touch(page, words)


def look(page: Page) -> None:
    """Accessible, and narrow enough; afterwards the window's virtual device is gone."""
    assert_accessible(page)
    assert_fits(page)


def make_account(page: Page, product: Product, name: str) -> str:
    """A new account, signed in, with its e-mail address confirmed by the code from the letter."""
    email = f"{name}-{time.monotonic_ns()}@example.org"
    page.goto("/en/account/signup/")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    press(page, "Make an account")
    letter = Letterbox(product.home).wait_for(email, lambda one: "code" in one["Subject"])
    page.fill("[name=code]", letter["Subject"].rpartition(" ")[2])
    press(page, "Confirm")
    expect(page.get_by_role("heading", level=1)).to_have_text("My page")
    return email


def confirm_password(page: Page) -> None:
    page.fill("[name=password]", PASSWORD)
    press(page, "Confirm")


def give_password(page: Page, email: str, goal: str = "/en/me/") -> None:
    page.goto(f"/en/account/login/?next={goal}")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    press(page, "Sign in")


def sign_out(page: Page) -> None:
    page.goto("/en/me/sign-in/")
    press(page, "Sign out")


def add_passkey(page: Page, name: str) -> None:
    page.goto("/en/account/2fa/webauthn/add/")
    if page.locator("[name=password]").count():
        confirm_password(page)
    page.fill("[name=name]", name)
    press(page, "Make the passkey")


def test_a_passkey_is_made_and_signs_in_without_a_password(open_window: Opened, product: Product) -> None:
    page = open_window(width=360, device=True)
    email = make_account(page, product, "key")
    add_passkey(page, "The phone in my hand")
    page.wait_for_url("**/recovery-codes/")
    Letterbox(product.home).wait_for(email, lambda one: one["Subject"] == "A passkey was added")
    page.goto("/en/account/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("The phone in my hand")
    sign_out(page)
    page.goto("/en/account/login/?next=/en/me/details/")
    press(page, "Sign in with a passkey")
    page.wait_for_url("**/en/me/details/")
    for address in ("/en/account/2fa/webauthn/", "/en/account/2fa/"):
        page.goto(address)
        look(page)


def test_a_passkey_is_the_second_step_after_the_password(open_window: Opened, product: Product) -> None:
    page = open_window(device=True)
    email = make_account(page, product, "step")
    add_passkey(page, "Laptop")
    sign_out(page)
    give_password(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("My page")
    sign_out(page)
    give_password(page, email)
    look(page)


def test_the_same_device_is_not_given_two_keys(open_window: Opened, product: Product) -> None:
    page = open_window(device=True)
    make_account(page, product, "twice")
    add_passkey(page, "Laptop")
    page.goto("/en/account/2fa/webauthn/add/")
    touch(page, "Make the passkey")
    expect(page.get_by_text("This device has a passkey for your account already.")).to_be_visible()


def test_what_hinders_a_passkey_is_said(open_window: Opened, product: Product) -> None:
    """No passkeys in the browser, an address without a name, no scripts, a window that was closed."""
    page = open_window()
    make_account(page, product, "none")
    page.context.add_init_script("delete window.PublicKeyCredential")
    page.goto("/en/account/2fa/webauthn/add/")
    confirm_password(page)
    expect(page.get_by_text("This browser has no passkeys.")).to_be_visible()
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
    look(page)

    page = open_window(address=product.address)
    make_account(page, product, "address")
    page.goto("/en/account/2fa/webauthn/add/")
    confirm_password(page)
    expect(page.get_by_text("Passkeys work only at the site's own name")).to_be_visible()

    page = open_window(scripts=False, width=360)
    make_account(page, product, "scripts")
    page.goto("/en/account/2fa/webauthn/add/")
    confirm_password(page)
    assert "Passkeys are the one thing here that needs scripts." in page.locator("noscript p").inner_text()
    look(page)


def test_a_cancelled_passkey_says_so_and_the_page_stays(open_window: Opened) -> None:
    page = open_window()
    page.context.add_init_script(
        "navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') }"
    )
    page.goto("/en/account/login/")
    touch(page, "Sign in with a passkey")
    expect(page.get_by_text("Nothing was done: the browser's window was closed")).to_be_visible()
    look(page)


def code_of(secret: str, steps_later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_later)))


def test_an_authenticator_app_on_a_phone_without_scripts(open_window: Opened, product: Product) -> None:
    page = open_window(width=360, scripts=False)
    email = make_account(page, product, "app")
    page.goto("/en/account/2fa/totp/activate/")
    confirm_password(page)
    look(page)
    secret = page.locator("code").inner_text()
    assert re.fullmatch(r"[A-Z2-7 ]+", secret)
    page.fill("[name=code]", "123")
    press(page, "Turn on")
    expect(page.get_by_role("main")).to_contain_text("This code is not right")
    page.fill("[name=code]", code_of(secret))
    press(page, "Turn on")
    look(page)
    (recovery, *_others) = page.get_by_role("main").locator("li code").all_inner_texts()
    Letterbox(product.home).wait_for(email, lambda one: one["Subject"] == "The second step is on")
    sign_out(page)
    for code, is_right in ((code_of(secret, 1), True), (code_of(secret, 1), False), (recovery, True)):
        give_password(page, email)
        page.fill("[name=code]", code)
        press(page, "Sign in")
        if is_right:
            expect(page.get_by_role("heading", level=1)).to_have_text("My page")
            sign_out(page)
        else:
            expect(page.get_by_role("main")).to_contain_text("This code was used already")
            look(page)
            press(page, "Cancel")


def test_two_browsers_and_one_signs_the_other_out(open_window: Opened, product: Product) -> None:
    page, other = open_window(width=360), open_window()
    email = make_account(page, product, "two")
    give_password(other, email, "/en/account/sessions/")
    page.goto("/en/account/sessions/")
    look(page)
    page.get_by_role("main").get_by_role("button", name=re.compile("^Sign out ?: ")).click()
    page.wait_for_load_state("load")
    expect(page.get_by_role("main")).to_contain_text("The device was signed out.")
    other.goto("/en/me/")
    assert "/account/login/" in other.url
