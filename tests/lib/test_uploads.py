import zipfile

import pytest

from lib.uploads import LARGEST, RefusedFileError, display_name, inspect
from lib.uploads.office import MOST_ENTRIES
from tests.lib.files import jpeg, object_stream, office, packed, pdf, png, relation

ORDINARY = {
    "清单.pdf": pdf(), "总结.docx": office(), "台账.XLSX": office("xlsx"), "照片.png": png(), "照片.jpg": jpeg(),
    "照片.jpeg": jpeg(), "有链接.docx": office(relation=relation("hyperlink", "https://example.org/", "External")),
    "打包.pdf": pdf(extra=object_stream(b"4 0 << /Type /Font >>")),
}  # fmt: skip
BOMB = b"0" * (40 << 20)
DTD = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>'
HOSTILE = {
    "程序.exe": (b"MZ", "只收"),
    "没有扩展名": (pdf(), "只收"),
    ".pdf": (pdf(), "只收"),
    "空.pdf": (b"", "空的"),
    "大.pdf": (pdf() + b" " * LARGEST, "20 MB"),
    "图片改名.pdf": (png(), "扩展名"),
    "表格改名.docx": (office("xlsx"), "扩展名不符"),
    "网页.png": (b"<html><script>alert(1)</script>", "扩展名"),
    "截断.pdf": (pdf()[:-30], "损坏"),
    "脚本.pdf": (pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "脚本"),
    "藏名.pdf": (pdf("/OpenAction << /S /J#61v#61Script >>"), "脚本"),
    "藏在流里.pdf": (pdf(extra=object_stream(b"4 0 << /S /JavaScript >>")), "脚本"),
    "看不进去.pdf": (pdf(extra=object_stream(b"4 0 <<>>", packing=b"/Filter [/ASCIIHexDecode /FlateDecode]")), "压缩方式"),
    "展开.pdf": (pdf(extra=object_stream(b" " * (70 << 20))), "过大"),
    "假开头.pdf": (pdf(extra=b"8 0 obj\n(stream\n)\nendobj\n" + object_stream(b"4 0 << /S /Launch >>")), "启动"),
    "启动.pdf": (pdf("/OpenAction << /S /Launch /F (cmd.exe) >>"), "启动"),
    "夹带.pdf": (pdf("/Names << /EmbeddedFiles 9 0 R >>"), "夹带"),
    "密码.pdf": (pdf(trailer="/Encrypt 9 0 R"), "密码"),
    "宏.docx": (office(parts={"word/vbaProject.bin": b"x"}), "宏"),
    "对象.docx": (office(parts={"word/embeddings/a.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}), "对象"),
    "对象关系.docx": (office(relation=relation("oleObject", "a.bin")), "对象"),
    "外部模板.docx": (office(relation=relation("attachedTemplate", "http://evil.example/a.dotm", "External")), "外部"),
    "外部图片.xlsx": (office("xlsx", relation=relation("image", "//evil.example/a.png", "External")), "外部"),
    "实体.docx": (office(parts={"word/document.xml": DTD}), "DOCTYPE"),
    "宽字符实体.docx": (office(parts={"word/document.xml": DTD.encode("utf-16")}), "DOCTYPE"),
    "炸弹.docx": (office(parts={"word/media/a.bin": BOMB}), "压缩比"),
    "多.xlsx": (office("xlsx", {f"xl/{n}.xml": "" for n in range(MOST_ENTRIES)}), "过大"),
    "关系.docx": (office(parts={f"word/_rels/{n}.rels": f"<a>{'<b/>' * 200_000}</a>" for n in range(3)}), "过大"),
    "爬出去.docx": (office(parts={"../../etc/cron.d/x": "x"}), "路径"),
    "绝对路径.docx": (office(parts={"/etc/passwd": "x"}), "路径"),
    "不是文档.docx": (packed({"a.txt": "x"}), "扩展名不符"),
    "坏包.docx": (office()[:200], "损坏"),
    "大图.png": (png(8000, 6000), "像素"),
    "极大图.png": (png(60000, 60000), "像素"),
    "大图.jpg": (jpeg(8000, 6000), "像素"),
    "坏图.png": (png()[:40], "损坏"),
}  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_file_is_taken(name):
    assert inspect(name, ORDINARY[name]).content_type


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_its_reason(name):
    content, reason = HOSTILE[name]
    with pytest.raises(RefusedFileError, match=reason):
        inspect(name, content)


def test_link_in_an_archive_is_refused(tmp_path):
    linked = zipfile.ZipInfo("word/link")
    linked.external_attr = 0o120777 << 16
    file = tmp_path / "a.docx"
    file.write_bytes(office())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(linked, "/etc/passwd")
    with pytest.raises(RefusedFileError, match="路径"):
        inspect(file.name, file.read_bytes())


def test_size_an_entry_really_has_counts_not_the_one_it_declares():
    honest = office(parts={"word/media/a.bin": bytes(3 << 20)})
    declared = (3 << 20).to_bytes(4, "little")
    assert honest.count(declared) >= 1
    with pytest.raises(RefusedFileError):
        inspect("a.docx", honest.replace(declared, (100).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("报告\u202efdp.exe", "报告fdp.exe"), ("C:\\Users\\会计\\台账.xlsx", "台账.xlsx"), ("../../etc/a.pdf", "a.pdf"),
        ("a\0b\r\nc.pdf", "ab c.pdf"), ("e\u0301.png", "é.png"), ("长" * 300 + ".docx", "长" * 115 + ".docx"),
        ("\u200b清单\ufeff .pdf", "清单.pdf"), ("<b>a</b>.pdf", "b>.pdf"),
    ],
)  # fmt: skip
def test_name_is_shown_without_what_deceives(raw, shown):
    assert display_name(raw) == shown
    assert len(shown) <= 120


def test_name_that_reads_like_another_kind_is_judged_by_what_is_left():
    with pytest.raises(RefusedFileError, match="只收"):
        inspect(display_name("清单\u202efdp.exe"), pdf())
