<%
    from math import sqrt

    INK, QUIET, PAPER, LINE, FIRST, SECOND = "#1d1c1a", "#5c5852", "#faf9f6", "#dedad2", "#2f6fde", "#e0782f"
    LEFT, RIGHT = 72, width - 72
    title = letters.first(*card.titles)
    size = next((each for each in (76, 64, 54, 46) if len(letters.lines(title, each, RIGHT - LEFT, 99)) <= 2), 40)
    titles = letters.lines(title, size, RIGHT - LEFT, 3)
    above = letters.lines(letters.first(card.above), 26, RIGHT - LEFT - 220, 1)
    has_bars = bool(card.bars)
    texts = letters.lines(letters.first(card.text), 28, RIGHT - LEFT if not card.circles else 660, 2 if has_bars else 3)
    top = 132 + size
    below = top + (len(titles) - 1) * size * 1.15
    floor = height - 72

    def at(text):
        """Texts that run from right to left begin at the right."""
        return f'x="{RIGHT}" text-anchor="end"' if letters.runs_left(text) else f'x="{LEFT}"'
%>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans">
<rect width="${width}" height="${height}" fill="${PAPER}"/>
<rect width="${width}" height="12" fill="${FIRST}"/><rect x="${width * 2 // 3}" width="${width // 3}" height="12" fill="${SECOND}"/>
<g transform="translate(${round(RIGHT - 62 - letters.width("Rolegraph", 23))} 58) scale(1.5)"><circle cx="12" cy="16" r="9" fill="${FIRST}" fill-opacity=".75"/><circle cx="20" cy="16" r="9" fill="${SECOND}" fill-opacity=".75"/></g>
<text x="${RIGHT}" y="91" text-anchor="end" font-size="23" font-weight="bold" fill="${INK}">Rolegraph</text>
% for line in above:
<text ${at(line) | n} y="91" font-size="26" fill="${QUIET}">${line}</text>
% endfor
% for place, line in enumerate(titles):
<text ${at(line) | n} y="${round(top + place * size * 1.15)}" font-size="${size}" font-weight="bold" fill="${INK}">${line}</text>
% endfor
% for place, line in enumerate(texts):
<text ${at(line) | n} y="${round(below + 58 + place * 40)}" font-size="28" fill="${QUIET}">${line}</text>
% endfor
% if card.circles:
<%
    one, both, other = card.circles
    whole = max(one + both, other + both, 1)
    radii = [max(28, 92 * sqrt((each + both) / whole)) for each in (one, other)]
    shared = both / max(1, min(one, other) + both)
    apart = max(abs(radii[0] - radii[1]) + 12 * (1 - shared), sum(radii) - 2 * min(radii) * shared)
    middle = 950
    places = middle - apart / 2, middle + apart / 2
    centre = floor - 162
%>
<circle cx="${round(places[0])}" cy="${centre}" r="${round(radii[0])}" fill="${FIRST}" fill-opacity=".75"/>
<circle cx="${round(places[1])}" cy="${centre}" r="${round(radii[1])}" fill="${SECOND}" fill-opacity=".75"/>
% endif
% if card.dots:
% for place, full in enumerate(card.dots):
<circle cx="${LEFT + 11 + place % 50 * 21}" cy="${floor - 96 - (min(len(card.dots), 150) - 1) // 50 * 21 + place // 50 * 21}" r="8" ${f'fill="{FIRST}"' if full else f'fill="none" stroke="{FIRST}" stroke-width="2"' | n}/>
% endfor
% endif
% for place, bar in enumerate(card.bars):
<%
    step = min(52, (floor - below - 30 - 40 * len(texts)) / len(card.bars))
    row = floor - (len(card.bars) - 1 - place) * step
    name = letters.lines(letters.first(bar.name), 24, 380, 1)
%>
% for line in name:
<text x="${LEFT}" y="${round(row)}" font-size="24" fill="${INK}">${line}</text>
% endfor
<rect x="480" y="${round(row - 20)}" width="480" height="22" rx="11" fill="${LINE}"/>
<rect x="480" y="${round(row - 20)}" width="${round(max(22, 480 * min(1, bar.share)))}" height="22" rx="11" fill="${FIRST}"/>
<text x="${RIGHT}" y="${round(row)}" text-anchor="end" font-size="24" font-weight="bold" fill="${INK}">${bar.note}</text>
% endfor
% if card.counts and not card.bars:
<%
    here = LEFT
    shown = []
    for number, word in (each for each in card.counts if each[0]):
        figure = f"{number:,}"
        shown.append((here, figure, here + letters.width(figure, 44) + 10, word))
        here += letters.width(figure, 44) + letters.width(word, 26) + 52
%>
% for x, figure, after, word in shown:
<text x="${round(x)}" y="${floor}" font-size="44" font-weight="bold" fill="${INK}">${figure}</text>
<text x="${round(after)}" y="${floor}" font-size="26" fill="${QUIET}">${word}</text>
% endfor
% endif
</svg>
