"""The life of a priorities document: written, laid open, spoken about, answered, changed and adopted."""

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.models import Priorities, Programme, Remark
from eroba.kernel.actions import NotAllowed
from eroba.kernel.clocks.models import Clock
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/budget/priorities/"
PUBLIC = "/en/ozurgeti/budget/priorities/"
ROADS = {
    "code": "01", "title_ka": "გზები", "title_en": "Roads", "priority_ka": "ინფრასტრუქტურა",
    "priority_en": "Infrastructure",
    "aim_ka": "უსაფრთხო გზები", "aim_en": "Safe roads", "result_ka": "ნაკლები ავარია", "result_en": "Fewer accidents",
    "money_1": "1 000,50", "money_2": "2000", "money_3": "0", "money_4": "0",
    "indicators": "გზა; Paved road; km; 120; 150; 5",
}  # fmt: skip


def page(address: str) -> str:
    return Client().get(address).content.decode()


def laid_open(official: Client) -> str:
    """Begin a document, write a programme and lay it open; gives its address at the desk."""
    assert "No priorities are public here yet" in page(PUBLIC)
    plan = official.post(DESK, {"first_year": "2027"})["Location"]
    assert plan == f"{DESK}2027/"
    wrong = official.post(f"{plan}programme/", {**ROADS, "money_2": "ბევრი", "indicators": "გზა; 1"})
    assert (
        wrong.status_code == 422
        and "Line 1" in wrong.content.decode()
        and "Safe roads" in wrong.content.decode()
    )
    nothing = official.post(f"{plan}publish/", {})
    assert nothing.status_code == 422 and "at least one programme" in nothing.content.decode()
    assert official.post(f"{plan}programme/", ROADS).status_code == 302
    assert Client().get(f"{PUBLIC}2027/").status_code == 404
    assert official.post(f"{plan}publish/", {}).status_code == 302
    shown = page(f"{PUBLIC}2027/")
    assert (
        "Safe roads" in shown and "1,000.50\xa0₾" in shown and "Paved road, km" in shown and "± 5 %" in shown
    )
    assert "Nothing was changed since the draft" in shown
    return plan


def test_a_document_from_its_first_line_to_its_adoption(head, clerk) -> None:
    official = Client()
    official.force_login(Account.objects.get(pk=head.account_id))
    plan = laid_open(official)
    said = {"text": "ხიდიც დაამატეთ", "place": "შემოქმედი", "programme_code": "01"}
    day = {"met_on_day": "1", "met_on_month": "2", "met_on_year": "2026"}
    assert official.post(f"{plan}remark/", {**said, **day}).status_code == 302
    remark = Remark.objects.get()
    assert "ხიდიც დაამატეთ" in page(f"{PUBLIC}2027/") and "Answer to a remark" in page(f"{PUBLIC}2027/")
    again = official.get(f"{plan}programme/?code=01").content.decode()
    assert "1000.50" in again and "გზა; Paved road; km; 120; 150; 5" in again
    official.post(f"{plan}programme/", {**ROADS, "money_2": "2500"})
    answer = official.post(
        f"/en/ozurgeti/desk/budget/remarks/{remark.pk}/", {"answer_ka": "ემატება", "answer_en": "Added"}
    )
    assert answer.status_code == 302 and Clock.objects.get(subject_id=remark.matter_id).met_on is not None
    assert official.post(f"{plan}adopt/", {"resolution": "№41"}).status_code == 302
    shown = page(f"{PUBLIC}2027/")
    assert "Added" in shown and "№41" in shown and "2,500\xa0₾" in shown
    assert Programme.objects.get(stage="draft").money_2 == 200000
    for language in ("ka", "en"):
        assert Client().get(f"{PUBLIC}2027/priorities-{language}.pdf").content[:5] == b"%PDF-"
    assert Client().get(f"{PUBLIC}2027/priorities-xx.pdf").status_code == 404
    with override("en"), pytest.raises(NotAllowed, match="draft that is open"):
        actions.record_remark(
            clerk, document=Priorities.objects.get(), text="x", met_on=remark.met_on, place="y"
        )


def test_whoever_may_not_writes_no_priorities(applicant, clerk, django_assert_max_num_queries) -> None:
    with override("en"), pytest.raises(NotAllowed, match="Only officials"):
        actions.open_priorities(applicant, first_year=2027)
    document = actions.open_priorities(clerk, first_year=2027)
    with override("en"), pytest.raises(NotAllowed, match="Only the head"):
        actions.publish_draft(clerk, document=document)
    with django_assert_max_num_queries(12):
        page(PUBLIC)
