"""Write the parts of our own template: theme, slide master, layouts, notes master. Colours: `figures.theme`; 16:9, in French.

The theme's slots have one meaning each, kept by every slide: accent1 engaged, accent2 paid, accent3 spent, accent4 time and attention,
accent5 trouble, accent6 outlines, tx2 what is muted. A template given instead puts its own colours in the same slots.
"""

from __future__ import annotations

from analytics.figures.theme import LIGHT

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""Size of a slide (EMU), 16:9."""
LANGUAGE = "fr-CA"
FACE = "Source Sans 3"
_PANOSE = "020B0503030403020204"
"""What a machine without the face replaces it by: a plain sans serif of the same weight."""
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARGIN = 502_920
_INNER = WIDTH - 2 * _MARGIN
_FOOT = 6_400_800
COLOUR_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" '
    'accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
_COLOURS = {
    "dk1": LIGHT.text, "lt1": LIGHT.background, "dk2": LIGHT.muted, "lt2": LIGHT.surface, "accent1": LIGHT.accorde, "accent2": LIGHT.verse,
    "accent3": LIGHT.depense, "accent4": LIGHT.temps, "accent5": LIGHT.probleme, "accent6": LIGHT.outline, "hlink": LIGHT.accorde,
    "folHlink": LIGHT.depense,
}  # fmt: skip


def theme(name: str) -> str:
    """Return a theme part with our colours and face."""
    colours = "".join(f'<a:{slot}><a:srgbClr val="{ink[1:]}"/></a:{slot}>' for slot, ink in _COLOURS.items())
    face = f'<a:latin typeface="{FACE}" panose="{_PANOSE}"/><a:ea typeface=""/><a:cs typeface=""/>'
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{solid}<a:prstDash val="solid"/></a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def text_style(
    size: int, bold: bool = False, ink: str = "tx1", bullet: str = "", indent: int = 0, before: int = 0
) -> str:
    """Return what a level of text says of its look: size in hundredths of a point."""
    mark = f'<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    hang = f' marL="{indent}" indent="-{indent if bullet else 0}"' if indent else ' marL="0" indent="0"'
    return (
        f'{hang} algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>{mark}<a:defRPr lang="{LANGUAGE}" sz="{size}" b="{int(bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{ink}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        "</a:defRPr>"
    )


def levels(style: str) -> str:
    """Return the nine levels of a text style, all alike."""
    return "".join(f"<a:lvl{n}pPr{style}</a:lvl{n}pPr>" for n in range(1, 10))


def box(x: int, y: int, width: int, height: int) -> str:
    """Return the place and size of a shape (EMU)."""
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def placeholder(
    number: int, name: str, kind: str, place: str = "", body: str = "", style: str = "", text: str = ""
) -> str:
    """Return a placeholder; without a place it takes the master's."""
    form = f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if place else ""
    run = text or f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{form}</p:spPr><p:txBody><a:bodyPr{body or '/'}><a:lstStyle>{style}</a:lstStyle><a:p>{run}"
        f'<a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def _insets(anchor: str) -> str:
    """Return the settings of a text's box: no inner margin, kept at its size."""
    return f' vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr'


def _feet(first: int, place: bool) -> str:
    """Return the three placeholders at the foot: footer, date, number; with their place on the master only."""
    third = _INNER - 2_926_080 - 640_080
    foot = text_style(1100, ink="tx2")
    spots = (
        ("Pied de page", 'type="ftr" sz="quarter" idx="11"', box(_MARGIN, _FOOT, third, 274_320), "l", ""),
        ("Date", 'type="dt" sz="half" idx="10"', box(_MARGIN + third, _FOOT, 2_926_080, 274_320), "r", ""),
        ("Numéro", 'type="sldNum" sz="quarter" idx="12"', box(_MARGIN + third + 2_926_080, _FOOT, 640_080, 274_320), "r", _FIELD),
    )  # fmt: skip
    return "".join(
        placeholder(
            first + n, name, kind, spot if place else "", _insets("ctr") if place else "",
            f"<a:lvl1pPr{foot}</a:lvl1pPr>".replace('algn="l"', f'algn="{side}"') if place else "", text,
        )
        for n, (name, kind, spot, side, text) in enumerate(spots)
    )  # fmt: skip


_FIELD = f'<a:fld id="{{6F1B0A52-3C7E-4E1B-9A55-0D3C7A2B9F10}}" type="slidenum"><a:rPr lang="{LANGUAGE}"/><a:t>‹Nº›</a:t></a:fld>'
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""What marks a shape as decorative: a screen reader passes over it."""
_RULE = (
    f'<p:sp><p:nvSpPr><p:cNvPr id="20" name="Filet">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
    f'{box(_MARGIN, 0, 914_400, 91_440)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)


def master(layouts: int) -> str:
    """Return the slide master: a title that says the message, one place for what is shown, the foot."""
    title = placeholder(2, "Titre", 'type="title"', box(_MARGIN, 274_320, _INNER, 960_120), _insets("b"))
    body = placeholder(3, "Contenu", 'type="body" idx="1"', box(_MARGIN, 1_325_880, _INNER, 4_983_480), _insets("t"))
    ids = "".join(f'<p:sldLayoutId id="{2_147_483_649 + n}" r:id="rId{n + 1}"/>' for n in range(layouts))
    bullets = levels(text_style(2000, bullet="•", indent=285_750, before=900))
    return (
        f'{HEAD}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_TREE}{title}{body}{_feet(4, place=True)}{_RULE}</p:spTree></p:cSld><p:clrMap {COLOUR_MAP}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{levels(text_style(3000, bold=True))}</p:titleStyle>"
        f"<p:bodyStyle>{bullets}</p:bodyStyle><p:otherStyle>{levels(text_style(1800))}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(name: str, kind: str, shapes: str) -> str:
    """Return one layout."""
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES} type="{kind}" preserve="1"><p:cSld name="{name}"><p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def layouts() -> list[str]:
    """Return the layouts: the cover, a title over one content, a title alone."""
    big = f"<a:lvl1pPr{text_style(4400, bold=True)}</a:lvl1pPr>"
    under = f"<a:lvl1pPr{text_style(2400, ink='tx2')}</a:lvl1pPr>"
    cover = placeholder(2, "Titre", 'type="ctrTitle"', box(_MARGIN, 1_371_600, _INNER, 1_828_800), _insets("b"), big)
    cover += placeholder(
        3, "Sous-titre", 'type="subTitle" idx="1"', box(_MARGIN, 3_383_280, _INNER, 1_828_800), _insets("t"), under
    )
    title, content = placeholder(2, "Titre", 'type="title"'), placeholder(3, "Contenu", 'idx="1"')
    return [
        _layout("Couverture", "title", cover + _feet(4, place=False)),
        _layout("Titre et contenu", "obj", title + content + _feet(4, place=False)),
        _layout("Titre seul", "titleOnly", title + _feet(4, place=False)),
    ]


def notes_master() -> str:
    """Return the master of the speaker's notes: the slide above, the notes under it."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Image de la diapositive"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{box(685_800, 685_800, 5_486_400, 3_086_100)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr></p:sp>'
    )
    notes = placeholder(
        3, "Notes", 'type="body" sz="quarter" idx="3"', box(685_800, 4_000_500, 5_486_400, 4_457_700), "/"
    )
    style = levels(text_style(1200, before=400))
    return (
        f'{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_TREE}{image}{notes}</p:spTree></p:cSld><p:clrMap {COLOUR_MAP}/><p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )
