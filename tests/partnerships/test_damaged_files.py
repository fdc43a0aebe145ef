"""Files that were made to break whoever reads them: a sentence, never an error."""

import zipfile
from io import BytesIO

import docx
import pypdf
import pytest

from alongside.partnerships.coverage.documents import Unreadable, format_of
from alongside.partnerships.papers.certifying import Unsignable, certified_as_it_came
from alongside.partnerships.papers.copies import installation
from alongside.partnerships.papers.scans import NoScan, media_of
from tests.partnerships.test_sign_paper import a_pdf


def locked_by_what_nobody_knows():
    writer, made = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(made)
    lock = b"trailer\n<< /Encrypt << /Filter /Other /V 9 >> /ID [ (a) (b) ]"
    return made.getvalue().replace(b"trailer\n<<", lock)


def test_a_pdf_locked_in_an_unknown_way_is_not_taken():
    with pytest.raises(NoScan):
        media_of(
            locked_by_what_nobody_knows().replace(
                b"/Encrypt", b"/Size 99999999999999999999 /Encrypt"
            )
        )
    with pytest.raises(Unreadable):
        format_of(locked_by_what_nobody_knows())


@pytest.mark.parametrize(
    ("right", "wrong"), [(b"[ 0.0 0.0 100 100 ]", b"[ 0.0.0 100 100 ]"), (b"00000 n", b"00000 W")]
)
def test_a_pdf_that_only_some_can_read_takes_no_signature(db, right, wrong):
    broken = a_pdf().replace(right, wrong)
    assert broken != a_pdf()
    with pytest.raises(Unsignable):
        certified_as_it_came(broken, [], installation())


def test_a_small_docx_that_unpacks_to_a_large_one_is_not_taken():
    usual, bomb = BytesIO(), BytesIO()
    docx.Document().save(usual)
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", b"<w:p/>" * 7_000_000 + b"<w:sectPr", 1)
            made.writestr(name, content)
    with pytest.raises(Unreadable):
        format_of(bomb.getvalue())
