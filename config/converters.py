from django.urls.converters import IntConverter, StringConverter, get_converters, register_converter

from reports.check_form import DIGITS, NUMBER


class IdConverter(IntConverter):
    """A row number in ASCII digits that fits every database's integer; anything longer is simply no address (404)."""

    regex = "[0-9]{1,18}"


class SectionConverter(StringConverter):
    """The key of a section, ``budget`` or ``narrative.problems``."""

    regex = "[a-z_]{1,32}(?:[.][A-Za-z0-9_-]{1,64})?"


class ReceiptConverter(StringConverter):
    """The number of a receipt as it is printed."""

    regex = NUMBER


class DigitsConverter(StringConverter):
    """The beginning of a digest."""

    regex = DIGITS


class SchemaConverter(StringConverter):
    """The name of a published schema's file."""

    regex = "[a-z0-9-]{1,64}[.]json"


CONVERTERS: dict[str, type[StringConverter] | type[IntConverter]] = {
    "id": IdConverter,
    "section": SectionConverter,
    "receipt": ReceiptConverter,
    "digits": DigitsConverter,
    "schema": SchemaConverter,
}


def register() -> None:
    for name, converter in CONVERTERS.items():
        if name not in get_converters():
            register_converter(converter, name)
