"""The only files a PDF may be made of, by name, and the fetcher that hands out nothing else. No Django here.

Fonts: the folder is where bin/run puts the free faces and an operator drops licensed ones (README.md).
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ROOT = Path(__file__).resolve().parent.parent.parent
FONTS = Path(os.environ.get("ZIPING_FONTS") or Path(os.environ.get("ZIPING_DATA") or ROOT / "var") / "fonts")

# The operator's own faces under the names they are sold with (in any case), then the free ones.
FACES = (
    "仿宋_GB2312.ttf", "方正仿宋_GB2312.ttf", "FZFSK.ttf", "simfang.ttf", "STFANGSO.ttf", "FandolFang-Regular.otf",
    "楷体_GB2312.ttf", "方正楷体_GB2312.ttf", "FZKTK.ttf", "simkai.ttf", "STKAITI.ttf", "FandolKai-Regular.otf",
    "方正黑体_GBK.ttf", "FZHTK.ttf", "simhei.ttf", "FandolHei-Regular.otf",
    "方正书宋_GBK.ttf", "FZSSK.ttf", "simsun.ttf", "STSONG.ttf", "FandolSong-Regular.otf",
    "方正小标宋简体.ttf", "方正小标宋_GBK.ttf", "FZXBSJW.ttf", "FZXBSK.ttf", "FandolSong-Bold.otf",
    "TibetanMachineUni.ttf", "NotoNaskhArabic-Regular.ttf", "NotoSansMongolian-Regular.ttf",
    "NotoSansYi-Regular.ttf", "Symbola_hint.ttf",
)  # fmt: skip
_THERE = {one.name.lower(): one for one in FONTS.glob("*")}
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".otf": "font/otf"}
ASSETS: dict[str, Path] = {
    "paper.css": ROOT / "static/css/paper.css",
    "pdf.css": Path(__file__).parent / "pdf.css",
    **{face: _THERE.get(face.lower(), FONTS / face) for face in FACES},
}


class AbsentFontError(ValueError):
    """A face that may be there is not: the style sheet names another behind it."""


class AssetFetcher(URLFetcher):
    """Answers ``asset:<name>`` for the names above and stops the rendering at anything else.

    A page that was ordered with a *seal* gets that as ``asset:seal.png``; to any other the name is foreign.
    """

    def __init__(self, seal: bytes = b"") -> None:
        super().__init__(allowed_protocols={"asset"}, allow_redirects=False)
        self.seal = seal

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if self.seal and url == "asset:seal.png":
            return URLFetcherResponse(url, self.seal, {"Content-Type": "image/png"})
        name = asset_name(url)
        if not ASSETS[name].is_file():
            raise AbsentFontError(name)
        return URLFetcherResponse(url, ASSETS[name].read_bytes(), {"Content-Type": TYPES[ASSETS[name].suffix.lower()]})


def asset_name(url: str) -> str:
    """Return the name in ``asset:<name>``, percent-decoded; raise FatalURLFetchingError for any other address."""
    name = unquote(url.removeprefix("asset:"))
    if not url.startswith("asset:") or name not in ASSETS:
        raise FatalURLFetchingError(f"refused: {url[:80]}")
    return name
