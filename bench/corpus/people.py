"""Who the unit is: duties, rooms, units below it, posts and staff."""

from __future__ import annotations

from bench.corpus.draft import Draft, Piece, joined

BUREAU_DUTIES = ("{U}是{G}工作部门，主要职责如下：", "{U}为{G}组成部门，机构规格正科级，主要职责是：")
DUTIES = (
    "根据职能配置规定，{S}主要承担以下职责：", "{U}前身成立于1984年，主要职能是：", "{U}（预算单位编码103001）主要职责为：", "按照“三定”方案，{U}的工作职责包括：", "{S}的主要职责：",
)  # fmt: skip
ROOMS = (
    "{S}内设机构{n}，分别是{rooms}。", "内设{n}{R}，即{rooms}。", "设{rooms}，共{n}{R}。",
    "机关下设{n}内设机构：{rooms}。", "根据机构编制文件，{S}设置{n}{R}，为{rooms}。",
)  # fmt: skip
OPEN_ROOMS = ("内设{rooms}等{R}。", "机关设有{rooms}等内设机构。")
BELOW = (
    "下属二级单位{n}，分别为{names}。", "所属事业单位{n}，即{names}。", "纳入部门预算编制范围的二级单位有{names}，共{n}。",
    "下辖{n}二级单位：{names}。",
    "{S}有所属单位{n}：{names}。",
)  # fmt: skip
NONE_BELOW = (
    "{S}无下属二级单位。",
    "无二级预算单位。",
    "本部门为一级预算单位，没有下属独立核算单位。",
    "{S}只有本级，没有所属二级单位。",
)
POSTS = (
    "核定编制{posts}，其中{kinds}。", "经机构编制部门核定，编制总数为{posts}（{kinds}）。",
    "人员编制{posts}，包括{kinds}。", "{kinds}，编制合计{posts}。", "{S}共有编制{posts}，按性质分为{kinds}。",
    "编制部门批准的编制为{posts}，即{kinds}。",
)  # fmt: skip
STAFF = (
    "年末实有在职人员{staff}，其中{kinds}。", "截至{Y}底，在职在编{staff}（{kinds}）。",
    "{Y}12月31日实有在编在岗{staff}，分别为{kinds}。", "实有在职{staff}，包括{kinds}。",
    "在职人员共{staff}：{kinds}。",
)  # fmt: skip
STAFF_WITH_CONTRACT = (
    "年末实有人员{staff}，其中{kinds}，编外聘用人员{contract}。", "实有在岗{staff}（{kinds}，另含编外聘用人员{contract}）。",
    "单位现有人员{staff}，包括{kinds}、编外聘用人员{contract}。",
    "年末用工总数{staff}，构成为{kinds}，以及编外聘用人员{contract}。",
)  # fmt: skip
RETIRED = (
    "另有退休人员{retired}。",
    "退休人员{retired}。",
    "由{S}管理的退休人员为{retired}。",
    "此外，年末有退休人员{retired}。",
    "退休{retired}（不占编制）。",
)
SUBSET = (
    "在职人员中，中共党员{party}，大专以上学历{degree}。", "在职人员中有中共党员{party}、女职工{degree}。",
    "具有中级以上职称的{party}，从事财务工作的2人。",
)  # fmt: skip


def duties(d: Draft) -> None:
    """The standing duties, numbered or run on."""
    government = {"镇": "县人民政府", "乡": "县人民政府"}.get(d.unit.level, d.unit.level + "人民政府")
    opening = d.sentence(DUTIES + BUREAU_DUTIES * d.unit.sort.name.endswith("局"), G=government)
    last = f"承办{committee(d)}交办的其他任务"
    entries = [*(one.replace("{L}", d.unit.level) for one in d.unit.sort.duties[: d.rng.randint(3, 5)])]
    entries = [one for one in entries if "交办" not in one]
    d.text(opening)
    d.items([[one] for one in entries] + [[Piece(last)]])
    d.notes["superior"].append(d.lines[-1])


def committee(d: Draft) -> str:
    """Return who leads the unit: 县委、县政府, or those above a township."""
    level = {"镇": "县", "乡": "县"}.get(d.unit.level, d.unit.level)
    return f"{level}委、{level}政府"


def bodies(d: Draft) -> None:
    """Rooms and units below, each with their number."""
    names = [Piece(name) for name in d.unit.sort.rooms]
    count = d.count("rooms", len(names), "个")
    kind = "股室" if names[-1].text.endswith("股") else "部门"
    if d.rng.random() < 0.2:
        rooms = d.trap(d.sentence(OPEN_ROOMS, rooms=joined(names[:3]), R=kind))
    else:
        rooms = d.sentence(ROOMS, n=count, rooms=joined(names), R=kind)
        d.link("count", number=count, item=names)
    d.text(rooms, _below(d))


def _below(d: Draft) -> list[Piece]:
    names = [Piece(d.unit.place + name) for name in d.unit.sort.below]
    if not names or d.rng.random() < 0.25:
        words = d.sentence(NONE_BELOW)
        d.notes["none_below"].append(words)
        return words
    count = d.count("below", len(names), "个")
    d.link("count", number=count, item=names)
    words = d.sentence(BELOW, n=count, names=joined(names))
    d.notes["below"].append((words, names))
    return words


def staff(d: Draft) -> None:
    """Posts and staff by kind, with contract staff where there are some, and subsets that are no partition."""
    b = d.books
    measure = d.rng.choice("名个")
    posts = d.count("posts", sum(b.posts.values()), measure)
    kinds = {name: d.count(f"post.{name}", value, measure) for name, value in b.posts.items()}
    d.link("sum", total=posts, part=list(kinds.values()))
    d.text(d.sentence(POSTS, posts=posts, kinds=joined([name, num] for name, num in kinds.items())), _staff(d, posts),
           d.sentence(RETIRED, retired=d.count("retired", b.retired, "人")), _subset(d))  # fmt: skip


def _staff(d: Draft, posts: Piece) -> list[Piece]:
    b = d.books
    heads = sum(b.staff.values())
    kinds = {name: d.count(f"staff.{name}", value, "人") for name, value in b.staff.items()}
    total = d.count("staff", heads + b.contract, "人")
    listed = joined([_staff_name(name), num] for name, num in kinds.items())
    if b.contract:
        contract = d.count("contract", b.contract, "人")
        d.link("sum", total=total, part=[*kinds.values(), contract])
        return d.trap(d.sentence(STAFF_WITH_CONTRACT, staff=total, kinds=listed, contract=contract))
    d.link("sum", total=total, part=list(kinds.values()))
    d.link("le", less=total, more=posts)
    d.notes["staff"].append((total, posts, kinds))
    return d.sentence(STAFF, staff=total, kinds=listed)


def _subset(d: Draft) -> list[Piece]:
    heads = sum(d.books.staff.values())
    party, degree = d.rng.randint(heads // 3, heads - 1), d.rng.randint(heads // 3, heads * 3 // 4)
    nums = d.count("party", party, "人"), d.count("degree", degree, "人")
    d.notes["subset"].append((*nums, d.printed["staff"][0]))
    words = d.sentence(SUBSET, party=nums[0], degree=nums[1])
    return d.trap(words)


def _staff_name(kind: str) -> str:
    return kind if kind.endswith(("人员", "教师")) else kind + "人员"
