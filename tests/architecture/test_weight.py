"""How much script a reader's or a reviewer's browser can ever have to fetch."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
MOST = 30_000  # bytes, gzipped one by one as they are served; htmx is counted apart
NAMED = re.compile(r"""\{% static ["']([^"']+\.js)["']""")


def scripts() -> set[Path]:
    """Ours, and those of packages that one of our templates names."""
    ours = set((ROOT / "factcheck" / "static" / "js").glob("*.js"))
    for template in (ROOT / "templates").rglob("*.html"):
        for name in NAMED.findall(template.read_text(encoding="utf-8")):
            ours.add(Path(str(finders.find(name))))
    return ours


def test_all_scripts_together_stay_light():
    weights = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in scripts()}

    assert sum(weights.values()) < MOST, weights
