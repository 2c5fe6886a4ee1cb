from django.urls.converters import IntConverter, StringConverter, get_converters, register_converter


class IdConverter(IntConverter):
    """A row number in ASCII digits that fits every database's integer; anything longer is simply no address (404)."""

    regex = "[0-9]{1,18}"


class SectionConverter(StringConverter):
    """The key of a section, ``budget`` or ``narrative.problems``."""

    regex = "[a-z_]{1,32}(?:[.][A-Za-z0-9_-]{1,64})?"


def register() -> None:
    for name, converter in (("id", IdConverter), ("section", SectionConverter)):
        if name not in get_converters():
            register_converter(converter, name)
