"""JSON as the API takes it: bounded, and nothing in it that could not be stored or sent back."""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

_MAY_BE_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too-large"


class Json(JSONParser):
    """Django bounds forms but not bodies that are read as a stream; this reads no more than it.

    Raises TooLarge (413), ParseError (400) for what is no JSON, is nested beyond reason, or
    holds numbers no computer number comes near (1e400) or lone surrogates (RFC 8259, sections 6
    and 8.2), which UTF-8 cannot carry.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(
                _("The body is larger than %(limit)s MB.") % {"limit": limit // 1024 // 1024}
            )
        try:
            data = json.loads(body, parse_constant=_refuse, parse_float=_finite)
            if _MAY_BE_HALF.search(body):
                json.dumps(data, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ParseError(
                _(
                    "The JSON holds half of a character (a lone surrogate such as \\ud800), "
                    "usually from cutting an emoji in two. Send whole characters."
                )
            ) from error
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error
        except ValueError as error:
            raise ParseError(
                _("This is not JSON in UTF-8: %(why)s") % {"why": _printable(str(error))}
            ) from error
        return data


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:40]} is too large a number.")
    return number


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
