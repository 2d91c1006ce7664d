"""The bank's page for people, in Georgian and English, without scripts. Says plainly that no money moves."""

from html import escape

from eroba.connectors.bank_simulator.book import Entry

WORDS = {
    "ka": {
        "title": "გადახდა",
        "note": "ეს ბანკის სიმულატორია. ფული არ მოძრაობს და ბარათი არ გჭირდებათ.",
        "to": "ვის უხდით",
        "what": "რისთვის",
        "amount": "თანხა",
        "pay": "გადახდა",
        "refuse": "ბანკმა უარი თქვას",
        "leave": "გადაუხდელად დაბრუნება",
        "over": "ეს გადახდა დასრულებულია.",
        "back": "დაბრუნება",
    },
    "en": {
        "title": "Payment",
        "note": "This is a simulated bank. No money moves and you need no card.",
        "to": "Whom you pay",
        "what": "What for",
        "amount": "Amount",
        "pay": "Pay",
        "refuse": "Let the bank refuse",
        "leave": "Go back without paying",
        "over": "This payment is over.",
        "back": "Go back",
    },
}
_STYLE = """
body { font: 18px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733;
  background: #eef3f8 }
main { background: #fff; border: 1px solid #c3cfdb; border-radius: 8px; padding: 1.5rem }
dt { color: #51606f }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere }
button { font: inherit; padding: .6rem 1.2rem; margin: .25rem .5rem .25rem 0; border: 2px solid #14508c;
  border-radius: 6px; background: #fff; color: #14508c }
button.pay { background: #14508c; color: #fff }
"""


def payment_page(entry: Entry) -> str:
    """Show what is to be paid and the ways to go on."""
    words = WORDS[entry.language]
    if entry.state in ("paid", "refunded"):
        back = f'<p><a href="{escape(entry.return_address)}">{words["back"]}</a></p>'
        return _page(entry, f"<p>{words['over']}</p>{back}")
    amount = f"{entry.amount // 100}.{entry.amount % 100:02d} {escape(entry.currency)}"
    return _page(
        entry,
        f"<dl><dt>{words['to']}</dt><dd>{escape(entry.merchant)}</dd>"
        f"<dt>{words['what']}</dt><dd>{escape(entry.purpose)}</dd>"
        f"<dt>{words['amount']}</dt><dd><strong>{amount}</strong></dd></dl>"
        '<form method="post">'
        f'<button class="pay" name="act" value="pay">{words["pay"]}</button>'
        f'<button name="act" value="refuse">{words["refuse"]}</button>'
        f'<button name="act" value="leave">{words["leave"]}</button></form>',
    )


def _page(entry: Entry, body: str) -> str:
    words = WORDS[entry.language]
    return (
        f'<!doctype html><html lang="{entry.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{words["title"]}</title><style>{_STYLE}</style></head>'
        f"<body><main><h1>{words['title']}</h1><p><em>{words['note']}</em></p>{body}</main></body></html>"
    )
