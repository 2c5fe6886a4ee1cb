"""Each rule of tests/pdf_profile can fail: a good file is taken as it is, and refused when one thing in it is broken."""

import datetime
import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.render import pdf
from reports.render.order import Attachment, Order
from tests.pdf_profile import RULES, complaints
from tests.pdf_profile.reading import File, children

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><title>试样</title><meta name="author" content="云溪县科协"/><meta name="keywords" content="甲,乙"/>
<link rel="stylesheet" href="asset:pdf.css"/></head><body class="draft"><h2 class="ttl">试样</h2>
<h3 class="lv1" id="one">一、表格</h3><p>见<a href="#two">图</a>，或<a href="https://example.org/">另处</a>。</p>
<table><thead><tr><th scope="col" rowspan="2">名称</th><th scope="col" colspan="2">金额</th></tr>
<tr><th scope="col">预算</th><th scope="col">决算</th></tr></thead><tbody>
<tr><td class="head" rowspan="2">甲</td><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></tbody></table>
<h4 class="lv2" id="two">（一）图</h4>
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><title>方块</title><rect width="30" height="30" opacity=".5"/></svg>
</body></html>"""
DATE = datetime.datetime(2024, 3, 9, 9, 5, 6, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def good() -> bytes:
    files = (Attachment("甲.json", "数据", "application/json", b"{}"), Attachment("乙.txt", "文字", "text/plain", b"1"))
    return pdf.render_pdf(Order(PAGE, files, DATE))


def test_a_good_file_is_taken(good):
    assert complaints(good) == []
    assert complaints(changed(good, lambda file: None)) == []


def changed(good: bytes, change: Callable[[pikepdf.Pdf], object], **how) -> bytes:
    """Return the file after *change*, written again with streams as they are."""
    with pikepdf.open(io.BytesIO(good)) as file:
        change(file)
        written = io.BytesIO()
        file.save(written, compress_streams=False, fix_metadata_version=False, **how)
    return written.getvalue()


def tag(file: pikepdf.Pdf, role: str, number: int = 0):
    """Return a tag of the file by its kind."""
    return [one for one in _all(file.Root.StructTreeRoot) if f"/{role}" == one.S][number]


def _all(parent):
    for kid in children(parent):
        yield kid
        yield from _all(kid)


def put(place: Callable[[pikepdf.Pdf], Any], **values):
    """Return a change that sets keys of the dictionary at *place*."""

    def change(file):
        for key, value in values.items():
            place(file)[f"/{key}"] = value

    return change


def drop(place: Callable[[pikepdf.Pdf], Any], key: str):
    """Return a change that takes a key out of the dictionary at *place*."""

    def change(file):
        del place(file)[f"/{key}"]

    return change


def said(old: bytes, new: bytes):
    """Return a change of the metadata packet."""

    def change(file):
        content = file.Root.Metadata.read_bytes()
        assert old in content
        file.Root.Metadata.write(content.replace(old, new))

    return change


def drawn(old: bytes, new: bytes):
    """Return a change of what the first page draws, at the first place."""

    def change(file):
        file.pages[0].contents_coalesce()
        content = file.pages[0].Contents.read_bytes()
        assert old in content
        file.pages[0].Contents.write(content.replace(old, new, 1))

    return change


def root(file):
    return file.Root


def page(file):
    return file.pages[0].obj


def face(file):
    return next(one for one in file.objects if isinstance(one, Dictionary) and one.get("/Subtype") == "/Type0")


def inner(file):
    return face(file).DescendantFonts[0]


def descriptor(file):
    return inner(file).FontDescriptor


def intent(file):
    return file.Root.OutputIntents[0]


def link(file):
    return page(file).Annots[0]


def spec(file):
    return file.Root.AF[0]


def numbers(file):
    return file.Root.StructTreeRoot.ParentTree.Nums


def head(number):
    return lambda file: tag(file, "TH", number)


def stream_by(filter_name, **keys):
    def change(file):
        file.Root["/Extra"] = file.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
        file.Root.Extra["/Filter"] = Name(filter_name)
        for key, value in keys.items():
            file.Root.Extra[f"/{key}"] = value

    return change


def first_character(new: bytes):
    """Return a change of the first line in the first face's map to characters."""

    def change(file):
        content = face(file).ToUnicode.read_bytes()
        face(file).ToUnicode.write(re.sub(rb"(bfchar\n<\w+> <)\w+>", rb"\g<1>" + new + b">", content, count=1))

    return change


def swapped_names(file):
    names = file.Root.Names.EmbeddedFiles.Names
    file.Root.Names.EmbeddedFiles.Names = Array([names[2], names[3], names[0], names[1]])


def half_a_profile(file):
    file.Root.OutputIntents[0].DestOutputProfile = file.make_stream(b"acsp" * 64, N=3)


def wrong_list_of_signs(file):
    descriptor(file)["/CIDSet"] = file.make_stream(b"\x80")


def another_width(file):
    for one in inner(file).W:
        if isinstance(one, Array):
            one[0] = 123


def a_level_too_deep(file):
    tag(file, "H3").S = Name("/H5")


def a_cell_too_many(file):
    tag(file, "TR", 1).K.append(tag(file, "TD"))


def a_row_outside(file):
    row = tag(file, "TR", 2)
    tag(file, "Document").K.append(row)


def twice_named(file):
    tag(file, "TH", 1).ID = tag(file, "TH", 0).ID


def without_heads(file):
    for cell in (one for one in _all(file.Root.StructTreeRoot) if one.S == "/TD" and "/A" in one):
        if "/Headers" in cell.A:
            del cell.A["/Headers"]


def a_script(file):
    file.Root["/OpenAction"] = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert(1)"))


CASES = [
    ("shell.header", lambda good: good.replace(b"%PDF-1.7", b"%PDF-2.0", 1)),
    ("shell.header", lambda good: good[:10] + b"abcd" + good[14:]),
    ("shell.trailer", lambda good: good + b"more"),
    ("shell.trailer", lambda good: changed(good, lambda file: None, encryption=pikepdf.Encryption(owner="x", user=""))),
    ("shell.syntax", lambda good: good.replace(b"/Length ", b"/Length 9", 1)),
    ("shell.syntax", lambda good: good.replace(b"endstream", b"endstreak", 1)),
    ("shell.streams", stream_by("/LZWDecode")),
    ("shell.streams", stream_by("/FlateDecode", FFilter=Name.FlateDecode)),
    ("shell.limits", put(root, Extra=String("x" * 40_000))),
    ("shell.limits", drawn(b"q", b"q " * 40 + b"Q " * 40 + b"q")),
    ("shell.pages", drop(page, "Tabs")),
    ("shell.pages", put(page, MediaBox=Array([0, 0, 20_000, 800]))),
    ("metadata.packet", drop(root, "Metadata")),
    ("metadata.packet", said(b"<?xpacket begin", b'<?xpacket encoding="UTF-8" begin')),
    ("metadata.packet", said(b"</rdf:RDF>", b'</rdf:RDF><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>')),
    ("metadata.packet", said(b"</rdf:RDF>", b"")),
    ("metadata.claims", said(b"conformance>U<", b"conformance>B<")),
    ("metadata.claims", said(b"<pdfaid:part>3<", b"<pdfaid:part>2<")),
    ("metadata.claims", said(b"<pdfuaid:part>1<", b"<pdfuaid:part>2<")),
    ("metadata.extensions", said(b"pdfaProperty:name>part<", b"pdfaProperty:name>whole<")),
    ("metadata.extensions", said(b"pdfaExtension:schemas>", b"pdfaExtension:others>")),
    ("metadata.agreement", said("云溪县科协".encode(), "别的单位".encode())),
    ("metadata.agreement", said(b"2024-03-09T", b"2024-03-08T")),
    ("metadata.agreement", drop(lambda file: file.docinfo, "Title")),
    ("metadata.catalogue", drop(root, "Lang")),
    ("metadata.catalogue", drop(root, "MarkInfo")),
    ("metadata.catalogue", put(root, ViewerPreferences=Dictionary(DisplayDocTitle=False))),
    ("colours.intent", drop(root, "OutputIntents")),
    ("colours.intent", drop(intent, "DestOutputProfile")),
    ("colours.intent", half_a_profile),
    ("colours.device", drawn(b"BT", b"0 0 0 1 k BT")),
    ("colours.device", put(root, Extra=Dictionary(ColorSpace=Name.DeviceCMYK))),
    ("colours.contents", drawn(b"BT", b"XX BT")),
    ("colours.contents", drawn(b"BT", b"/Nowhere gs BT")),
    ("colours.contents", drop(page, "Resources")),
    ("colours.pictures", put(root, Extra=Dictionary(Subtype=Name.Image, Interpolate=True))),
    ("colours.pictures", put(root, Extra=Dictionary(Subtype=Name.Form, Ref=Dictionary()))),
    ("colours.states", put(lambda file: page(file).Resources.ExtGState, a=Dictionary(TR=Name.Identity))),
    ("colours.states", put(lambda file: page(file).Resources.ExtGState, a=Dictionary(RI=Name.Mine))),
    ("colours.transparency", put(lambda file: page(file).Resources.ExtGState, a=Dictionary(BM=Name.Mine))),
    ("colours.transparency", put(page, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    ("fonts.embedded", drop(descriptor, "FontFile3")),
    ("fonts.embedded", put(lambda file: descriptor(file).FontFile3, Subtype=Name.Type1C)),
    ("fonts.composite", put(face, Encoding=Name("/GBK-EUC-H"))),
    ("fonts.composite", drop(inner, "CIDSystemInfo")),
    ("fonts.complete", drawn(b"[<", b"[<0000")),
    ("fonts.complete", drawn(b"[<", b"[<fff0")),
    ("fonts.widths", another_width),
    ("fonts.unicode", drop(face, "ToUnicode")),
    ("fonts.unicode", first_character(b"0000")),
    ("fonts.unicode", first_character(b"")),
    ("fonts.sets", wrong_list_of_signs),
    ("actions.forbidden", a_script),
    ("actions.forbidden", put(link, A=Dictionary(Type=Name.Action, S=Name.Launch, F=String("a.exe")))),
    ("actions.forbidden", put(page, AA=Dictionary(O=Dictionary(S=Name.GoTo)))),
    ("actions.alternatives", put(root, AcroForm=Dictionary(NeedAppearances=True))),
    ("actions.alternatives", put(root, Requirements=Array([]))),
    ("actions.notes", put(link, F=0)),
    ("actions.notes", put(link, F=6)),
    ("actions.notes", put(link, Subtype=Name.Movie)),
    ("actions.notes", put(link, Subtype=Name.Stamp)),
    ("actions.links", put(link, Contents=String(""))),
    ("actions.links", drop(link, "StructParent")),
    ("actions.links", put(lambda file: tag(file, "Link"), S=Name.Span)),
    ("attached.described", drop(spec, "AFRelationship")),
    ("attached.described", drop(spec, "UF")),
    ("attached.described", put(spec, Desc=String(""))),
    ("attached.described", drop(lambda file: spec(file).EF.F, "Subtype")),
    ("attached.described", drop(lambda file: spec(file).EF.F.Params, "ModDate")),
    ("attached.belonging", drop(root, "AF")),
    ("attached.belonging", lambda file: file.Root.AF.append(file.Root.AF[0])),
    ("attached.named", swapped_names),
    ("attached.named", drop(root, "Names")),
    ("tags.kinds", drop(root, "StructTreeRoot")),
    ("tags.kinds", put(lambda file: tag(file, "P"), S=Name.Absatz)),
    ("tags.kinds", put(lambda file: file.Root.StructTreeRoot, RoleMap=Dictionary(P=Name.H1))),
    ("tags.tree", drop(lambda file: tag(file, "P"), "P")),
    ("tags.tree", put(lambda file: tag(file, "Document"), S=Name.P)),
    ("tags.order", put(lambda file: tag(file, "P"), S=Name.LI)),
    ("tags.numbers", lambda file: numbers(file)[1].__setitem__(0, numbers(file)[1][3])),
    ("tags.numbers", lambda file: numbers(file).__setitem__(3, tag(file, "P"))),
    ("tags.numbers", drop(page, "StructParents")),
    ("tags.figures", drop(lambda file: tag(file, "Figure"), "Alt")),
    ("tags.figures", drop(lambda file: tag(file, "Figure"), "A")),
    ("tags.figures", put(lambda file: tag(file, "Figure").A, BBox=Array([0, 0, 9_999, 10]))),
    ("marks.drawn", drawn(b"BT", b"EMC 0 0 9 9 re f /Span <</MCID 0>> BDC BT")),
    ("marks.drawn", drawn(b"/Artifact", b"0 0 9 9 re f /Artifact")),
    ("marks.apart", drawn(b"BT", b"/Artifact BMC 0 0 9 9 re f EMC BT")),
    ("marks.tagged", drawn(b"/MCID 0", b"/MCID 99")),
    ("marks.tagged", drawn(b"/MCID 1", b"/MCID 0")),
    ("marks.tagged", put(lambda file: tag(file, "P"), K=Array([]))),
    ("headings.levels", a_level_too_deep),
    ("headings.levels", put(lambda file: tag(file, "H1"), S=Name.H2)),
    ("headings.kinds", put(lambda file: tag(file, "H3"), S=Name.H)),
    ("headings.words", put(lambda file: tag(file, "H2"), K=Array([]))),
    ("tables.parts", put(lambda file: tag(file, "TBody"), S=Name.Div)),
    ("tables.parts", a_row_outside),
    ("tables.parts", put(lambda file: tag(file, "TBody"), S=Name.THead)),
    ("tables.regular", a_cell_too_many),
    ("tables.regular", put(lambda file: tag(file, "TH", 1).A, ColSpan=3)),
    ("tables.scopes", drop(lambda file: tag(file, "TH").A, "Scope")),
    ("tables.heads", twice_named),
    ("tables.heads", without_heads),
    ("tables.heads", put(lambda file: tag(file, "TD").A, Headers=Array([String("nobody")]))),
    ("tables.heads", drop(lambda file: file.Root.StructTreeRoot, "IDTree")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), CASES, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(CASES)])
def test_a_broken_file_is_refused(good, rule, change):
    by_bytes = rule in ("shell.header", "shell.trailer", "shell.syntax")
    broken = change(good) if by_bytes else changed(good, change)
    assert list(RULES[rule](File(broken)))


def test_every_rule_has_a_case():
    assert {rule for rule, _ in CASES} == set(RULES)
