"""Files one would rather not receive, each made when a test asks for it; none lies in the repository."""

import io
import zipfile

from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from eroba.kernel.documents.pdf import AttachedFile, html_to_pdf

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PAPER = html_to_pdf("<html lang=en><title>x</title><p>paper", "")
SCRIPT = b"<html><script>alert(1)</script></html>"


def picture(width: int = 60, height: int = 40, kind: str = "JPEG", **extra: object) -> bytes:
    """Draw a small picture."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#24577a").save(target, kind, **extra)
    return target.getvalue()


def photo_with_place() -> bytes:
    """Take a photo that says where, when and by whom, in all three ways a phone does."""
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # turned by 90 degrees
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 55.0, 24.5), 3: "E", 4: (42.0, 0.0, 6.25)})
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret place</x:xmpmeta>"
    return picture(exif=exif.tobytes(), xmp=xmp, comment=b"secret place")


def pdf_with(entry: bytes, before_end: bytes = b"") -> bytes:
    """Write a tiny PDF whose catalog holds one more entry."""
    objects = [b"<</Type/Catalog/Pages 2 0 R" + entry + b">>", b"<</Type/Pages/Kids[]/Count 0>>"]
    content, places = b"%PDF-1.7\n" + before_end, []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    return content + (
        b"xref\n0 3\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n"
        + b"%d" % start + b"\n%%EOF\n"
    )  # fmt: skip


def locked_pdf() -> bytes:
    """Lock a paper with a password."""
    writer, target = copy_into_new_writer(PdfFileReader(io.BytesIO(PAPER))), io.BytesIO()
    writer.encrypt(owner_pass="secret", user_pass="secret")
    writer.write(target)
    return target.getvalue()


def zipped(*names: str, content: bytes = b"x") -> bytes:
    """Pack a folder with these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder:
        for name in names or ("a.txt",):
            folder.writestr(name, content)
    return target.getvalue()


def nested_zip_bomb(depth: int = 4) -> bytes:
    """Pack a lot of nothing into very little, again and again: each layer holds sixteen of the one below."""
    layer = zipped("word/document.xml", content=bytes(20_000_000))
    for _level in range(depth):
        layer = zipped(*[f"{number}.zip" for number in range(16)], content=layer)
    return layer


def old_office_with_macro() -> bytes:
    """Imitate a document of the old kind: its storage names a program."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "_VBA_PROJECT".encode("utf-16-le") + bytes(64)


def white_png(side: int) -> bytes:
    """Draw a picture of one colour: few bytes, many pixels."""
    target = io.BytesIO()
    Image.new("L", (side, side)).save(target, "PNG")
    return target.getvalue()


def white_jpeg(side: int) -> bytes:
    """The same as JPEG."""
    target = io.BytesIO()
    Image.new("L", (side, side)).save(target, "JPEG", quality=10)
    return target.getvalue()


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_OFFICE = ("[Content_Types].xml", "word/document.xml")
#: name -> the file as sent, its bytes, the reason of the refusal, and words of the message in Georgian.
REFUSED: dict[str, tuple[str, bytes, str, str]] = {
    "nothing": ("a.pdf", b"", "empty", "ცარიელია"),
    "EICAR": ("eicar.com", EICAR, "virus", "ვირუსი"),
    "EICAR in a PDF": ("a.pdf", pdf_with(b"", b"%" + EICAR + b"\n"), "virus", "ვირუსი"),
    "a renamed program": ("passport.pdf", b"MZ\x90\x00" + bytes(64), "kind", "პროგრამა"),
    "a program with two endings": ("bill.pdf.exe", b"MZ\x90\x00" + bytes(64), "kind", "პროგრამა"),
    "a packed folder": ("a.zip", zipped(), "kind", "შეკუმშული"),
    "a nested zip bomb": ("a.docx", nested_zip_bomb(), "kind", "შეკუმშული"),
    "a docx that unpacks to 20 MB": ("a.docx", zipped(*_OFFICE, content=bytes(10**7)), "kind", "საოფისე"),
    "docm": ("a.docm", zipped(*_OFFICE, "word/vbaProject.bin"), "kind", "მაკრო"),
    "docm called docx": ("a.docx", zipped(*_OFFICE, "word/vbaProject.bin"), "kind", "მაკრო"),
    "xlsm": ("a.xlsm", zipped("xl/workbook.xml", "xl/vbaProject.bin"), "kind", "მაკრო"),
    "doc with a macro": ("a.doc", old_office_with_macro(), "kind", "მაკრო"),
    "SVG with a script": ("crest.svg", _SVG, "kind", "ნახაზი"),
    "SVG called PNG": ("crest.png", b"<?xml version='1.0'?>" + _SVG, "kind", "ნახაზი"),
    "GIF and script": ("a.gif", b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)//", "kind", "GIF"),
    "GIF called JPEG": ("a.jpg", b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)//", "kind", "GIF"),
    "HEIC": ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(32), "kind", "HEIC"),
    "PDF and web page, behind": ("a.pdf", PAPER + SCRIPT, "pdf-polyglot", "სხვა სახის"),
    "PDF and web page, inside": ("a.pdf", pdf_with(b"", b"%" + SCRIPT + b"\n"), "pdf-polyglot", "სხვა სახის"),
    "PDF and packed folder, behind": ("a.pdf", PAPER + zipped(), "pdf-polyglot", "სხვა სახის"),
    "PDF and packed folder, inside": (
        "a.pdf", pdf_with(b"", b"%" + zipped() + b"\n"), "pdf-polyglot", "სხვა სახის",
    ),
    "script in front of a PDF": ("a.pdf", b"/*" + PAPER + b"*/alert(1)", "kind", "PDF"),
    "a locked PDF": ("a.pdf", locked_pdf(), "pdf-encrypted", "პაროლ"),
    "PDF with JavaScript": (
        "a.pdf", pdf_with(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "pdf-script", "პროგრამა",
    ),
    "PDF with hidden JavaScript": (
        "a.pdf", pdf_with(b"/OpenAction<</S/J#61vaScript/JS(x)>>"), "pdf-script", "პროგრამა",
    ),
    "PDF that starts a program": (
        "a.pdf", pdf_with(b"/AA<</WC<</S/Launch/F(calc.exe)>>>>"), "pdf-script", "პროგრამა",
    ),
    "PDF with a form of XML": ("a.pdf", pdf_with(b"/AcroForm<</XFA[]/Fields[]>>"), "pdf-script", "პროგრამა"),
    "PDF with a file inside": (
        "a.pdf",
        html_to_pdf("<html lang=en><title>x</title>", "", None, [AttachedFile("a.exe", "", b"MZ")]),
        "pdf-attachment",
        "ფაილ",
    ),
    "PDF with room for files": ("a.pdf", pdf_with(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "pdf-attachment", "ფაილ"),
    "a PDF in name only": ("a.pdf", b"%PDF-1.7 nothing of a paper", "pdf-unreadable", "იკითხება"),
    "a picture in name only": ("a.jpg", b"\xff\xd8\xff\xe0 nothing of a picture", "picture-unreadable", "სურათი"),
    "half a picture": ("a.jpg", picture()[:200], "picture-unreadable", "სურათი"),
    "10 000 x 10 000 PNG": ("a.png", white_png(10_000), "dimensions", "პიქსელ"),
    "10 000 x 10 000 JPEG": ("a.jpg", white_jpeg(10_000), "dimensions", "პიქსელ"),
}  # fmt: skip
