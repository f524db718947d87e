"""Static files as they are served: only what pages use, under hashed names, compressed once."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ServedFilesConfig(StaticFilesConfig):
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "*.scss",
        "LICENSE*",
        # The design system's style sheet is served compiled; these it does not refer to.
        "favicons",
        "material-icons*",
        "uswds-icons",
        "uswds.css",
        "uswds.js",
        # The API has one documentation page and no pages of its own.
        "redoc",
        "rest_framework",
    ]


class ServedFilesStorage(CompressedManifestStaticFilesStorage):
    keep_only_hashed_files = True
    # Addresses in style sheets. Django's list also has source maps, which are not served.
    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",
                (
                    r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""",
                    """@import url("%(url)s")""",
                ),
            ),
        ),
    )
