"""What somebody does in the office's pages, by what he reads on them: labels, buttons, links."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from engine.demo.office import PASSWORD
from tests.browser.walking import arrive

TICK = True
Answer = str | bool | tuple[str, str, str]
"""Text or the words of a choice, a tick, or a day as day, month and year."""


@dataclass
class Clerk:
    page: Page

    def sign_in(self, username: str) -> None:
        self.page.goto("/")
        self.follow("Masuk petugas")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(PASSWORD)
        self.press("Masuk")
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()
        arrive(self.page)

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words, exact=True).first.click()

    def take(self, number: str) -> None:
        """The task of this case, from the list that is open."""
        self.press(f"Ambil {number}")
        expect(self.page.get_by_text("memegang tugas ini")).to_be_visible()

    def fill(self, group: str, answers: dict[str, Answer]) -> None:
        part = self.page.get_by_role("group", name=group, exact=True)
        for label, answer in answers.items():
            _answer(part, label, answer)

    def accept_papers(self) -> None:
        for choice in self.page.get_by_label("Terima", exact=True).all():
            choice.check()

    def return_paper(self, paper: str, reason: str, words: str) -> None:
        part = self.page.get_by_role("group", name=paper, exact=True)
        part.get_by_label("Kembalikan", exact=True).check()
        if not part.get_by_label("Alasan", exact=True).is_visible():
            part.get_by_text("Alasan pengembalian").click()
        part.get_by_label("Alasan", exact=True).select_option(label=reason)
        part.get_by_label("Yang perlu diperbaiki").fill(words)

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def is_told(self, *texts: str) -> None:
        """In the note that confirms what was just done."""
        for text in texts:
            expect(self.page.get_by_role("status").filter(has_text=text)).to_be_visible()

    def story(self) -> list[str]:
        """The titles of the case page's history, oldest first."""
        return self.page.locator(".story > li > strong").all_inner_texts()


def _answer(part: Locator, label: str, answer: Answer) -> None:
    own = re.compile(rf"^{re.escape(label)}( \(boleh kosong\))?$")
    if isinstance(answer, tuple):
        day = part.get_by_role("group", name=own)
        for box, value in zip(("Tanggal", "Bulan", "Tahun"), answer, strict=True):
            day.get_by_label(box, exact=True).fill(value)
        return
    around = part.get_by_role("group", name=own)
    if around.count():
        around.get_by_label(str(answer), exact=True).check()
        return
    control = part.get_by_label(own)
    if answer is TICK:
        control.check()
    elif control.evaluate("control => control.tagName") == "SELECT":
        control.select_option(label=str(answer))
    else:
        control.fill(str(answer))
