"""A unit's seal: registered by the operator, printed on what is filed from then on, in force as it was then."""

import datetime
import hashlib
import io

import pikepdf
import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from lib.seals.cutting import cut
from lib.uploads.refusal import RefusedFileError
from reports import services
from reports.document import AttachmentList, Closing, Cover, Document, Paragraph, Table, Text, Title, words
from reports.filed import documents, seals
from reports.render import FORMATS, Origin
from reports.render.html import page_html
from reports.render.order import Order
from reports.render.pdf import render_pdf
from reports.render.processes import RenderError
from reports.render.sealing import cover_lines, dated, place
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from tests.pdf_profile import complaints
from tests.seals import encoded, picture

MM = 72 / 25.4
LINE = 28.98


@pytest.fixture(scope="module")
def drawn():
    return encoded(picture())


@pytest.fixture(scope="module")
def seal(drawn):
    return cut(drawn)


# --- on the page -------------------------------------------------------------------------------------------------


def said(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def letter(*, name="云溪县科学技术协会", characters=200, before=(), date="2024年5月20日") -> Document:
    body = said("本年度预算执行情况良好" * (characters // 11))
    return Document("报告", name, children=(Title((Text("报告"),)), body, *before, Closing((said(name), said(date)))))


COVERED = Document(
    "报告",
    children=(
        Cover((Text("报告"),), (said("单位名称（盖章）：云溪县科学技术协会"), said("2024年5月20日"))),
        said("正文。"),
    ),
)


class Sealed:
    """Where the seal lies on the pages of a PDF, in points from the lower left, and the words around it."""

    def __init__(self, pdf: bytes) -> None:
        pages = list(pypdfium2.PdfDocument(pdf))
        found = [(page, one) for page in pages for one in page.get_objects() if one.type == 3]
        assert len(found) == 1
        self.page, picture = found[0]
        self.left, self.bottom, self.right, self.top = picture.get_bounds()
        text = self.page.get_textpage()
        self.characters = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]

    def middle(self, words: str) -> float:
        """Return the middle of the last line that says *words*."""
        said = "".join(character for character, _ in self.characters)
        at = said.rindex(words)
        return (self.characters[at][1][0] + self.characters[at + len(words) - 1][1][2]) / 2

    def gap(self) -> float:
        """Return how far below the words above it the seal begins."""
        heights = sorted({round(box[1]) for character, box in self.characters if character.strip()}, reverse=True)
        return min(height for height in heights if height > self.top - LINE / 2) - self.top


def sealed(document: Document, seal: bytes) -> Sealed:
    return Sealed(FORMATS["pdf"].render(document, Origin(seal=seal)))


@pytest.mark.parametrize(
    "name", ["县文联", "云溪县科学技术协会", "云溪县人民政府发展研究中心经济社会调查与政策评估服务所"]
)
def test_the_seal_is_42_mm_across_upright_and_centred_on_name_and_date(seal, name):
    found = sealed(letter(name=name), seal)
    assert (found.right - found.left) / MM == pytest.approx(42, abs=0.05)
    assert (found.top - found.bottom) / MM == pytest.approx(42, abs=0.05)
    middle = (found.left + found.right) / 2
    assert found.middle("2024年5月20日") == pytest.approx(middle, abs=2)
    if len(name) < 20:  # longer ones stand in two lines
        assert found.middle(name) == pytest.approx(middle, abs=2)
    assert found.left > 28 * MM and found.right < 184 * MM


@pytest.mark.parametrize("characters", [22, 420, 450, 530])
def test_its_top_is_within_a_line_of_the_text_and_it_is_never_alone_on_a_page(seal, characters):
    assert 0 < sealed(letter(characters=characters), seal).gap() < LINE


def test_text_before_it_is_text_whatever_its_kind(seal):
    forms = AttachmentList((said("绩效自评表"),))
    assert 0 < sealed(letter(before=(forms,), characters=480), seal).gap() < LINE


def test_of_a_cover_with_more_lines_the_seal_takes_the_unit_and_its_date(seal):
    unit, day, other = (
        said("填报单位（盖章）：云溪县科学技术协会"),
        said("2024年5月20日"),
        said("联系电话：0000-000000"),
    )
    for lines, expected in [
        ((unit, day), ((), (unit, day), ())),
        ((other, unit, day, other), ((other,), (unit, day), (other,))),
        ((unit, other, day), ((), (unit,), (other, day))),
        ((other,), ((other,), (), ())),
    ]:
        assert cover_lines(Cover(children=lines)) == expected
    found = sealed(Document("报告", children=(Cover((Text("报告"),), (other, unit, day, other)),)), seal)
    assert found.middle("填报单位（盖章）：云溪县科学技术协会") == pytest.approx((found.left + found.right) / 2, abs=2)


def test_the_words_of_the_lines_are_drawn_over_the_seal(seal):
    pdf = FORMATS["pdf"].render(letter(), Origin(seal=seal))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(opened.pages[0])]
    drawing = len(operators) - 1 - operators[::-1].index("Do")
    assert {"Tj", "TJ"} & {*operators[drawing:]}


def test_the_room_for_a_seal_is_kept_without_one(seal):
    with_seal, without = (
        len(pypdfium2.PdfDocument(FORMATS["pdf"].render(letter(characters=450), Origin(seal=one))))
        for one in (seal, b"")
    )
    assert with_seal == without == 2


def test_a_cover_that_asks_for_the_seal_bears_it_where_no_signature_does(seal):
    found = sealed(COVERED, seal)
    assert (found.left + found.right) / 2 == pytest.approx(found.middle("2024年5月20日"), abs=2)
    assert place(COVERED) is COVERED.children[0]
    both = Document(children=(*COVERED.children, Closing((said("云溪县"),))))
    assert place(both) is both.children[-1]
    assert place(Document(children=(Cover((Text("报告"),), (said("单位名称"),)), Table()))) is None


BLANK = "　　　年　　月　　日"


def test_a_date_left_to_be_written_by_hand_is_written_beside_a_seal():
    day = datetime.date(2024, 5, 9)
    document = letter(date=BLANK, before=(said(BLANK),))
    *others, closing = dated(document, day).children
    assert words(closing) == "云溪县科学技术协会2024年5月9日"
    assert tuple(others) == document.children[:-1]
    assert dated(letter(), day) == letter() and dated(COVERED, day) == COVERED
    assert dated(Document(children=(said(BLANK),)), day).children == (said(BLANK),)


def test_a_seal_is_a_picture_with_words_for_who_cannot_see_it_and_asks_for_no_smoothing(seal):
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].render(letter(), Origin(seal=seal)))) as opened:
        pictures = [
            one for one in opened.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert pictures and not any(one.get("/Interpolate", False) for one in pictures)
        told = [
            str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert told == ["单位印章"]
    assert complaints(FORMATS["pdf"].render(letter(), Origin(seal=seal))) == []


def test_only_an_order_brings_a_seal(seal):
    page = page_html(letter(), sealed=True)
    assert 'src="asset:seal.png"' in page
    with pytest.raises(RenderError, match="不允许的文件"):
        render_pdf(Order(page))
    assert "seal.png" not in page_html(letter(), draft=True)


# --- in the store ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return seals.folder()


@pytest.fixture
def unit(db, folder):
    return make_unit(name="云溪县科学技术协会")


def filed(unit, year=2023):
    report = make_report(unit, make_notice(unit.jurisdiction, fiscal_year=year))
    return services.freeze(report, by=make_user(place=unit))


def test_the_operator_registers_a_seal(unit, folder, drawn, tmp_path, capsys):
    (tmp_path / "章.png").write_bytes(drawn)
    call_command("seal", unit.name, str(tmp_path / "章.png"))
    unit.refresh_from_db()
    (kept,) = folder.iterdir()
    assert kept.name == f"{unit.seal}.png" and hashlib.sha256(kept.read_bytes()).hexdigest() == unit.seal
    assert "今后送审的报告印上这枚印章" in capsys.readouterr().out
    call_command("seal", unit.code, "--remove")
    unit.refresh_from_db()
    assert unit.seal == "" and kept.exists()


def test_what_cannot_be_registered_is_told_in_one_line(unit, folder, drawn, tmp_path):
    wrong, good = tmp_path / "wrong.png", tmp_path / "good.png"
    wrong.write_bytes(b"GIF89a")
    good.write_bytes(drawn)
    make_unit(make_jurisdiction(code="other"), name=unit.name)
    for given, says in [
        ((unit.code, str(wrong)), "只收 PNG 和 JPEG"),
        ((unit.code, str(tmp_path / "none.png")), "没有登记"),
        ((unit.code,), "--remove"),
        ((unit.code, str(good), "--remove"), "--remove"),
        (("县文联", str(good)), "没有单位"),
        ((unit.name, str(good)), "--jurisdiction"),
    ]:
        with pytest.raises(CommandError, match=says) as refusal:
            call_command("seal", *given)
        assert refusal.value.returncode == 2 and "\n" not in str(refusal.value)
    call_command("seal", unit.name, str(good), "--jurisdiction", unit.jurisdiction.code)
    with pytest.raises(RefusedFileError):
        seals.store(unit, b"")
    unit.refresh_from_db()
    assert [one.name for one in folder.iterdir()] == [f"{unit.seal}.png"]


def test_a_submission_keeps_the_seal_that_was_in_force(unit, drawn):
    unsealed = filed(unit, 2021)
    first = seals.store(unit, drawn)
    old = filed(unit, 2022)
    second = seals.store(unit, encoded(picture(name="云溪县科协")))
    new = filed(unit, 2023)
    assert [unsealed.seal, old.seal, new.seal] == ["", first, second] and first != second
    content = documents.read(documents.rendering(old, "pdf"))
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert any(isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" for one in opened.objects)


def test_a_seal_that_is_gone_or_changed_is_told_and_no_file_is_made_without_it(unit, drawn):
    digest = seals.store(unit, drawn)
    submission = filed(unit)
    assert [fault for _, fault in seals.looked_at()] == [""]
    seals.path_of(digest).write_bytes(b"another")
    with pytest.raises(RenderError, match="校验码不符"):
        documents.rendering(submission, "pdf")
    assert list(seals.looked_at()) == [(f"seals/{digest}.png", "内容与登记的校验码不符")]
    seals.path_of(digest).unlink()
    with pytest.raises(RenderError, match="不见了"):
        documents.rendering(submission, "pdf")
    assert list(seals.looked_at()) == [(f"seals/{digest}.png", "文件不见了")]
    seals.store(unit, drawn)
    assert documents.rendering(submission, "pdf").size
