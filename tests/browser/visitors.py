"""Who visits the product in a browser: people of the demonstration, signing in by the form as people do."""

from playwright.sync_api import Page

from eroba.config.demo.people import sign_ins

TOWN = "ozurgeti"
# In this order: a page is looked at by the first of them who gets to it.
VISITORS = {
    "anonymous": "",
    "resident": f"nino@{TOWN}.example",
    "clerk": f"clerk@{TOWN}.example",
    "head": f"head@{TOWN}.example",
}
# Where each begins to follow links: language, town.
STARTS = {
    "anonymous": ("/{0}/", "/{0}/{1}/", "/verify/", "/ui/"),
    "resident": ("/{0}/me/", "/{0}/{1}/"),
    "clerk": ("/{0}/{1}/desk/",),
    "head": ("/{0}/{1}/desk/",),
}


def sign_in(page: Page, email: str, language: str = "ka") -> None:
    """Fill in the sign-in form and send it."""
    password = next(known.password for known in sign_ins() if known.email == email)
    page.goto(f"/{language}/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_url(lambda address: "/account/login" not in address)
