"""How the admin looks: the accent of `tokens.css`, in the theme's eleven steps."""

from typing import Any

SETTINGS: dict[str, Any] = {
    "SITE_URL": "/articles/",
    "SITE_SYMBOL": "fact_check",
    "SHOW_HISTORY": True,
    "COLORS": {
        "primary": {
            "50": "oklch(97% 0.014 262)",
            "100": "oklch(94% 0.03 262)",
            "200": "oklch(88% 0.06 262)",
            "300": "oklch(80% 0.1 262)",
            "400": "oklch(70% 0.14 262)",
            "500": "oklch(60% 0.17 262)",
            "600": "oklch(50% 0.18 262)",
            "700": "oklch(45% 0.17 262)",
            "800": "oklch(37% 0.15 262)",
            "900": "oklch(30% 0.11 262)",
            "950": "oklch(22% 0.08 262)",
        }
    },
}
