"""How much may be sent at once: Django bounds forms, but writes files of any size to the disk."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Stops at the first byte over the limit, all files of a request together; stores nothing.

    What people and programs are told of it is the business of `errors` and `problems`.
    """

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.FILE_UPLOAD_LIMIT:
            raise RequestDataTooBig("more than FILE_UPLOAD_LIMIT")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The file is the next handler's."""
