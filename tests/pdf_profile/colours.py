"""What is drawn: colours that mean the same everywhere, pictures, transparency (ISO 19005-3, 6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Stream

from tests.pdf_profile.reading import File

COMPONENTS = {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}
CMYK, RGB = {"k", "K"}, {"rg", "RG"}
BLENDING = """Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference
    Exclusion Hue Saturation Color Luminosity"""
OPERATORS = """b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg
    ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""""
INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
DEVICES = {"/DeviceCMYK": 4, "/DeviceRGB": 3}


def intent(file: File) -> Iterator[str]:
    """6.2.3: an output intent with its profile in the file."""
    intents = [one for one in file.root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"{len(intents)} output intents"
    for one in intents:
        profile = one.get("/DestOutputProfile")
        if not isinstance(profile, Stream):
            yield "no profile"
            continue
        yield from _profile(profile)
        if not str(one.get("/OutputConditionIdentifier", "")):
            yield "the intent has no name"


def device(file: File) -> Iterator[str]:
    """6.2.4: only colours the profile gives a meaning to."""
    components = _components(file)
    for number, drawing in enumerate(file.drawings):
        if drawing.operators & CMYK and components != 4:
            yield f"page {number}: CMYK"
        if drawing.operators & RGB and components != 3:
            yield f"page {number}: RGB"
    for one in file.dictionaries:
        space = one.get("/ColorSpace")
        if space is not None and DEVICES.get(_named(space), components) != components:
            yield f"{_named(space)} in an object"


def contents(file: File) -> Iterator[str]:
    """6.2.2: known operators, and every resource named where it is used."""
    for number, (page, drawing) in enumerate(zip(file.pdf.pages, file.drawings, strict=True)):
        if "/Resources" not in page.obj:
            yield f"page {number}: no resources of its own"
        if drawing.operators - {*OPERATORS.split(), "INLINE IMAGE"}:
            yield f"page {number}: {drawing.operators - {*OPERATORS.split(), 'INLINE IMAGE'}}"
        resources: Any = page.obj.get("/Resources", {})
        for kind, name in drawing.used:
            device_name = kind == "/ColorSpace" and name in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern")
            if not device_name and name not in resources.get(kind, ()):
                yield f"page {number}: {kind} {name} is not there"


def pictures(file: File) -> Iterator[str]:
    """6.2.8 and 6.2.9."""
    for one in file.dictionaries:
        changed = one.get("/Interpolate") is True or {"/Alternates", "/OPI"} & set(one.keys())
        if one.get("/Subtype") == "/Image" and changed:
            yield "an image that is not shown as it is"
        outside = {"/OPI", "/PS", "/Ref"} & set(one.keys()) or one.get("/Subtype2") == "/PS"
        if one.get("/Subtype") in ("/Form", "/PS") and outside:
            yield "a form that is not in the file"


def states(file: File) -> Iterator[str]:
    """6.2.5: no transfer functions or halftones of their own."""
    for one in _states(file):
        if "/TR" in one or one.get("/TR2", "/Default") != "/Default" or "/HTP" in one:
            yield "a transfer function"
        if one.get("/RI", "/Perceptual") not in INTENTS:
            yield "an intent nobody knows"


def transparency(file: File) -> Iterator[str]:
    """6.2.10: blend modes of the standard, and a colour space to blend in: the intent's, or the group's own."""
    for one in _states(file):
        modes = one.get("/BM", "/Normal")
        for mode in modes if isinstance(modes, Array) else [modes]:
            if str(mode).removeprefix("/") not in BLENDING.split():
                yield f"blend mode {mode}"
    groups = [one.get("/Group") for one in file.dictionaries if "/Group" in one]
    for group in groups:
        blending = DEVICES.get(_named(group.get("/CS")), _components(file))
        if group.get("/S") == "/Transparency" and blending != _components(file):
            yield "a group that blends in other colours"


def _states(file: File) -> list[Any]:
    found = [one.get("/ExtGState") for one in file.dictionaries if "/ExtGState" in one]
    return [state for states in found for state in states.values()]


def _components(file: File) -> int:
    intents = file.root.get("/OutputIntents", [])
    return int(intents[0].DestOutputProfile.get("/N", 0)) if len(intents) and "/DestOutputProfile" in intents[0] else 0


def _named(space: Any | None) -> str:
    return str(space[0]) if isinstance(space, Array) and len(space) else str(space)


def _profile(profile: Stream) -> Iterator[str]:
    head = profile.read_bytes()[:128]
    if len(head) < 128 or head[36:40] != b"acsp":
        yield "not a profile"
    elif head[8] > 4 or head[12:16] not in (b"mntr", b"prtr"):
        yield "a profile of another kind"
    elif COMPONENTS.get(head[16:20]) != profile.get("/N"):
        yield "a profile of other colours"
