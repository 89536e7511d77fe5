"""The storage of static files: a page's style sheet is one file, though we write one per component.

A browser learns what `desk.css` imports only after reading it, one round trip later. So what an
entry imports is written into it when static files are collected; without that step, in
development and in tests, the imports work as they stand.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRIES = ("css/desk.css", "css/public.css", "css/card.css")
IMPORT = re.compile(r'@import url\("([a-z-]+\.css)"\);\n')


class Joined(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict[str, Any], *arguments: Any, **options: Any) -> Iterator[Any]:
        """`paths` is empty in a dry run."""
        joined = {name: (self, self._joined(name, paths)) for name in ENTRIES if name in paths}
        yield from super().post_process({**paths, **joined}, *arguments, **options)

    def _joined(self, entry: str, paths: dict[str, Any]) -> str:
        """Raises KeyError for an import that is not among the collected files."""

        def content(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                text: str = file.read().decode()
                return text

        whole = IMPORT.sub(lambda found: content(f"css/{found[1]}"), content(entry))
        self.delete(entry)
        return str(self.save(entry, ContentFile(whole.encode())))
