"""Draws the scenarios as an SVG: a bar is the median, the line on it goes from the fastest run to the slowest."""
from html import escape

from .report import usable

WIDTH = 760
LEFT = 110
RIGHT = 130
BAR = 16
STEP = 24
TITLE = 34

# The colours are those of the reader's own light or dark surroundings.
STYLE = """
  svg { color-scheme: light dark; }
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; }
  .back { fill: #ffffff; }
  .bar { fill: #8c959f; }
  .ours { fill: #0969da; }
  .spread { stroke: #1f2328; stroke-width: 1.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .back { fill: #0d1117; }
    .bar { fill: #6e7681; }
    .ours { fill: #4493f8; }
    .spread { stroke: #e6edf3; }
  }
"""


def draw(path, scenarios):
    """Writes the SVG."""
    parts, top = [], 10
    for scenario in scenarios:
        results = sorted((result for result in scenario.results if usable(result)), key=lambda result: result.median)
        if results:
            parts.append(f'<text class="title" x="10" y="{top + 18}">{escape(scenario.title)}, seconds</text>')
            top = bars(parts, results, top + TITLE)
    height = top + 10
    with open(path, "w", encoding="utf-8") as out:
        out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n')
        out.write("<title>How long transfers take: ours and other programs</title>\n")
        out.write(f"<style>{STYLE}</style>\n")
        out.write(f'<rect class="back" width="{WIDTH}" height="{height}"/>\n')
        out.write("\n".join(parts) + "\n</svg>\n")


def bars(parts, results, top):
    """Adds a bar for each result; returns where the next thing begins."""
    scale = (WIDTH - LEFT - RIGHT) / max(max(result.seconds) for result in results)
    for result in results:
        middle = top + BAR / 2
        end = LEFT + result.median * scale
        low, high = LEFT + min(result.seconds) * scale, LEFT + max(result.seconds) * scale
        kind = "ours" if result.name.startswith("ours") else "bar"
        parts.append(f'<text x="{LEFT - 8}" y="{middle + 4.5:.1f}" text-anchor="end">{escape(result.name)}</text>')
        parts.append(f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{end - LEFT:.1f}" height="{BAR}" rx="2"/>')
        parts.append(f'<path class="spread" fill="none" d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8'
                     f'M{high:.1f} {middle - 4}v8"/>')
        label = f"{result.median:.2f}" + (", encrypted" if result.encrypted == "yes" else "")
        parts.append(f'<text x="{max(end, high) + 8:.1f}" y="{middle + 4.5:.1f}">{label}</text>')
        top += STEP
    return top + 12
