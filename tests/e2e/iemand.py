"""A visitor with the hand they use, who finds things by the words on the page."""

import re

from playwright.sync_api import expect

CODE = re.compile(r"\b\d{6}\b")


class Iemand:
    def __init__(self, visitor, hand) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.hand = hand(visitor.page)

    def button(self, name) -> None:
        self.hand.press(self.page.get_by_role("button", name=name).first)

    def link(self, name) -> None:
        self.hand.press(self.page.locator("#inhoud").get_by_role("link", name=name).first)

    def tab(self, name) -> None:
        tabs = self.page.get_by_role("navigation", name="Onderdelen van de pilot")
        self.hand.press(tabs.get_by_role("link", name=name))

    def fill(self, label, text: str) -> None:
        fields = self.page.get_by_label(label).and_(self.page.locator("input, textarea"))
        self.hand.fill(fields.first, text)

    def sees(self, text) -> None:
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    def open_pilot(self, titel: str) -> None:
        """From the list, unless it is the only one and stood open at once."""
        if self.page.get_by_role("navigation", name="Onderdelen van de pilot").count() == 0:
            self.link(titel)
        expect(self.page.get_by_role("navigation", name="Onderdelen van de pilot")).to_be_visible()

    def told(self, text) -> None:
        expect(self.page.locator("#meldingen")).to_contain_text(text)


def sign_in_by_code(who: Iemand, email: str) -> None:
    who.visitor.go("/account/login/")
    who.fill("Mailadres", email)
    who.button("Stuur mij een code")
    who.sees("Vul de code uit uw mail in")
    who.fill("Code", read_code(who.visitor, email))
    who.button("Log in")
    who.page.wait_for_url("**/pilots/**")


def read_code(visitor, email: str) -> str:
    """From the post box of the demo, in another tab."""
    post = visitor.context.new_page()
    post.goto(f"{visitor.site.url}/demo/post/?aan={email}")
    text = post.locator("#inhoud").inner_text()
    post.close()
    return CODE.findall(text)[0]
