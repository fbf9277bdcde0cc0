"""Show where a quarter stands as a small web page, which the preview serves beside that of the edition."""

import html
from collections.abc import Iterator

from reportbuilder.content_policy import by_hash
from reportbuilder.status import shown
from reportbuilder.status.quarter_status import QuarterStatus

_STYLE = (
    "body{font:1rem/1.5 sans-serif;color:#0b0c0c;background:#fff;max-width:75rem;margin:0 auto;padding:1rem}"
    "table{border-collapse:collapse;width:100%}th,td{padding:.4em .75em .4em 0;text-align:left;vertical-align:top}"
    "tr{border-bottom:1px solid #767676}tr.service th{padding-top:1.25em}.to-do{font-weight:bold}"
    "caption{text-align:left;padding-bottom:.5em}.table{overflow-x:auto}.name{font-weight:normal}a{color:#0b4f8a}"
)


def as_page(status: QuarterStatus) -> str:
    """Return the page: how many days are left, what is to come, and a table with a row for each indicator."""
    title = f"Where {html.escape(status.edition.quarter.label)} stands"
    policy = f"default-src 'none'; style-src {by_hash(_STYLE)}"
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
        f'<p><a href="/">Back to the page of the edition</a></p><h1>{title}</h1>'
        f"<p>{html.escape(shown.opening(status))}.</p><p>{html.escape(shown.summary(status))}</p>"
        '<div class="table" tabindex="0" role="region" aria-labelledby="by-indicator"><table>'
        '<caption id="by-indicator">What is in, and what is missing, by service and indicator</caption>'
        f"<thead><tr>{''.join(_heads(status))}</tr></thead>{''.join(_services(status))}</table></div></main></body></html>"
    )


def _heads(status: QuarterStatus) -> Iterator[str]:
    yield from (f'<th scope="col">{html.escape(head)}</th>' for head in ("Indicator", *shown.heads(status)))


def _services(status: QuarterStatus) -> Iterator[str]:
    """Yield the rows of each service, below its name."""
    width = 1 + len(shown.heads(status))
    for service, own in shown.by_service(status).items():
        named = f'<th scope="rowgroup" colspan="{width}">{html.escape(service)}</th>'
        rows = ""
        for one in own:
            indicator = one.record.indicator
            code = f'<a href="/#{indicator.stem}">{html.escape(indicator.code)}</a>'
            name = f'<span class="name">{html.escape(indicator.name)}</span>'
            rows += f'<tr><th scope="row">{code} {name}</th>{"".join(map(_cell, shown.cells(one)))}</tr>'
        yield f'<tbody><tr class="service">{named}</tr>{rows}</tbody>'


def _cell(told: shown.Told) -> str:
    mark = ' class="to-do"' if told.is_to_do else ""
    return f"<td{mark}>{html.escape(told.text)}</td>"
