from django.urls.converters import IntConverter, get_converters, register_converter


class IdConverter(IntConverter):
    """A row number in ASCII digits that fits every database's integer; anything longer is simply no address (404)."""

    regex = "[0-9]{1,18}"


def register() -> None:
    if "id" not in get_converters():
        register_converter(IdConverter, "id")
