"""The pictograms of the public page and the poster, drawn by us: the inside of each SVG of 48 x 48.

A word always stands beside it; class "vlak" is what is filled.
"""

INKT, TINT = "#221b3a", "#efe9fb"

PICTOGRAMMEN = {
    "wanneer": '<rect class="vlak" x="6" y="10" width="36" height="32" rx="4"/><path d="M6 20h36M16 5v10M32 5v10"/>'
    '<path d="M15 28h4M22 28h4M29 28h4M15 35h4M22 35h4"/>',
    "waar": '<path class="vlak" d="M24 45c9-10.5 14-18 14-25a14 14 0 0 0-28 0c0 7 5 14.5 14 25z"/>'
    '<circle cx="24" cy="20" r="5"/>',
    "gratis": '<circle class="vlak" cx="24" cy="24" r="18"/><path d="M31 17.5a9 9 0 1 0 0 13M13 21.5h11M13 26.5h11"/>'
    '<path d="M9 39 39 9" stroke-width="4"/>',
    "eten": '<path class="vlak" d="M5 25h38c0 10-7 16-15 17.5h-8C12 41 5 35 5 25z"/>'
    '<path d="M16 18c-3-4 3-6 0-11M24 18c-3-4 3-6 0-11M32 18c-3-4 3-6 0-11"/>',
    "kinderen": '<circle class="vlak" cx="16" cy="9" r="5"/><path class="vlak" d="M9 18h14v13h-3v12h-8V31H9z"/>'
    '<circle class="vlak" cx="34" cy="20" r="4"/><path class="vlak" d="M29 28h10v7h-2v8h-6v-8h-2zM23 22l6 8"/>',
    "toegang": '<circle class="vlak" cx="20" cy="7" r="4"/><path d="M20 14v13h13l5 13M20 19h10"/>'
    '<path d="M14 23a11.5 11.5 0 1 0 16 14"/>',
    "honden": '<path class="vlak" d="M8 20h20l3-11 4 4h7v6l-6 4v19h-5V31H17v11h-5V29c-3-1-6-4-7-9l-1-6z"/>'
    '<path d="M36 17h.2"/>',
    "bereikbaar": '<rect class="vlak" x="7" y="8" width="34" height="29" rx="5"/>'
    '<path d="M7 25h34M24 8v17M13 31h3M32 31h3"/><path d="M13 37v5M35 37v5"/>',
    "doen": '<path class="vlak" d="M6 19 11 7h26l5 12z"/><path d="M9 19v23h30V19M9 30h30M18 7l-2 12M30 7l2 12"/>',
    "naam": '<rect class="vlak" x="7" y="12" width="34" height="28" rx="4"/>'
    '<path d="M19 12V6h10v6M15 33h18M24 27a4 4 0 1 0-.1-8 4 4 0 0 0 .1 8"/>'
    '<path d="M6 44 42 8" stroke-width="4"/>',
    "mensen": '<circle class="vlak" cx="24" cy="12" r="6"/><path class="vlak" d="M13 41c0-12 4-17 11-17s11 5 11 17z"/>'
    '<circle cx="8" cy="18" r="4"/><path d="M3 38c0-7 2-11 7-12"/>'
    '<circle cx="40" cy="18" r="4"/><path d="M45 38c0-7-2-11-7-12"/>',
}


def on_paper(name: str) -> str:
    """The file `static/img/pdf/picto-<name>.svg`: paper takes only files of ours, in the colours of paper."""
    drawing = PICTOGRAMMEN[name].replace('class="vlak"', f'fill="{TINT}"')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none"'
        f' stroke="{INKT}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">{drawing}</svg>\n'
    )
