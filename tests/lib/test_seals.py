"""A seal is cut out of whatever picture it came in, or the operator reads why not."""

import io

import pytest
from PIL import Image

from lib.seals import limits
from lib.seals.cutting import cut
from lib.seals.making import made
from lib.uploads.refusal import RefusedFileError
from tests.seals import RED, encoded, picture


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.fixture(scope="module")
def drawn():
    return picture()


def test_the_seal_stands_alone_on_nothing_in_its_own_red(drawn):
    seal = opened(cut(encoded(drawn)))
    assert (seal.format, seal.mode, seal.size) == ("PNG", "RGBA", (900, 900))
    assert seal.getpixel((0, 0))[3] == 0 and seal.getpixel((450, 450)) == (*RED, 255)
    assert [seal.getpixel(edge)[3] for edge in ((450, 2), (450, 897), (2, 450), (897, 450))] == [255] * 4


def test_a_scan_on_greyish_paper_with_wide_margins_gives_the_same_seal(drawn):
    paper = (243, 240, 232)
    scan = picture(1700, margin=0.7, paper=paper)
    scan.putpixel((5, 5), (0, 0, 0))  # a speck of dust
    seal = opened(cut(encoded(scan, "JPEG", quality=70)))
    assert seal.size == (limits.EDGE, limits.EDGE)
    assert seal.getpixel((0, 0))[3] == seal.getpixel((500, 800))[3] == 0  # paper: outside, and between star and ring
    assert all(abs(is_ - was) < 12 for is_, was in zip(seal.getpixel((500, 500)), RED, strict=False))


def test_what_is_transparent_already_stays_so(drawn):
    seal = opened(cut(encoded(drawn)))
    again = opened(cut(encoded(seal)))
    assert again.size == seal.size and again.getpixel((0, 0))[3] == 0 and again.getpixel((450, 450)) == (*RED, 255)


def test_a_turned_photograph_is_set_upright(drawn):
    turned = Image.Exif()
    turned[0x0112] = 6  # to be turned a quarter to the right
    straight = opened(cut(encoded(drawn, "JPEG")))
    seal = opened(cut(encoded(drawn.rotate(90), "JPEG", exif=turned)))
    differing = (
        Image.eval(straight.getchannel("A"), lambda one: one // 128),
        Image.eval(seal.getchannel("A"), lambda one: one // 128),
    )
    assert sum(a != b for a, b in zip(*(one.tobytes() for one in differing), strict=True)) < 8000  # of 810,000


def test_the_same_picture_gives_the_same_bytes(drawn):
    assert cut(encoded(drawn)) == cut(encoded(drawn))


@pytest.mark.parametrize(
    "content, says",
    [
        (b"GIF89a", "PNG 和 JPEG"),
        (b"", "PNG 和 JPEG"),
        (b"\x89PNG\r\n\x1a\n and no more", "已损坏"),
        (encoded(picture())[:4000], "已损坏"),
        (encoded(Image.new("RGB", (800, 800), "white")), "没有印章"),
        (encoded(picture(ink=(20, 20, 20))), "不是红色"),
        (encoded(picture(ink=(30, 60, 200))), "不是红色"),
        (encoded(picture(200)), "会模糊"),
        (encoded(picture().resize((1080, 700))), "不是正圆"),
        (encoded(picture(paper=(90, 60, 60))), "底不是白色"),
        (encoded(Image.new("1", (6400, 6400))), "4000 万像素"),
    ],
)
def test_what_is_no_seal_is_refused_with_the_reason(content, says):
    with pytest.raises(RefusedFileError, match=says):
        cut(content)


def test_forty_megapixels_are_cut_out_within_the_limits_of_the_process():
    large = picture().convert("RGBA").resize((6300, 6300), Image.Resampling.NEAREST)
    content = encoded(large, compress_level=1)
    assert opened(made(content)).size == (limits.EDGE, limits.EDGE)


def test_a_picture_too_large_to_look_at_is_refused_at_once():
    with pytest.raises(RefusedFileError, match="40 MB"):
        made(bytes(limits.LARGEST + 1))


def test_the_process_that_cuts_says_why_not():
    with pytest.raises(RefusedFileError, match="不是红色"):
        made(encoded(picture(ink=(20, 20, 20))))
    with pytest.raises(RefusedFileError, match="已损坏"):
        made(encoded(picture(), "JPEG")[:4000])
