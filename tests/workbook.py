"""Workbooks (.xlsx) made by hand, as any program might write them."""
import io
import zipfile
from xml.sax.saxutils import escape


def column(i):
    return chr(65 + i)


def workbook(rows, *joined, **more):
    """A workbook by hand: texts shared, inline or rich, numbers as doubles; the ranges JOINED are of one cell each."""
    shared, xml = [], []
    for r, row in enumerate(rows, 1):
        cells = []
        for c, value in enumerate(row):
            place = f"{column(c)}{r}"
            if value is None:
                continue
            if isinstance(value, (int, float)):
                cells.append(f'<c r="{place}"><v>{value!r}</v></c>')
            elif len(shared) % 3 == 2:
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
                shared.append("")
            else:
                half = len(value) // 2
                shared.append(f'<r><t>{escape(value[:half])}</t></r><r><t xml:space="preserve">{escape(value[half:])}</t></r><rPh sb="0" eb="1"><t>pin</t></rPh>')
                cells.append(f'<c r="{place}" t="s"><v>{len(shared) - 1}</v></c>')
        xml.append(f'<row r="{r}">{"".join(cells)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="rId7"/><sheet name="b" sheetId="2" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/other.xml"/><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">' + "".join(f"<si>{s}</si>" for s in shared) + "</sst>",
        "xl/worksheets/other.xml": "<worksheet/>",
        "xl/worksheets/first.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(xml)}</sheetData>'
        + (f'<mergeCells>{"".join(f"""<mergeCell ref="{r}"/>""" for r in joined)}</mergeCells>' if joined else "") + "</worksheet>",
    }
    parts.update(more)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)
    return data.getvalue()
