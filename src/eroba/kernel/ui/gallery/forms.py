"""Sample forms: every kind of field, filled, empty and wrong."""

from typing import Any

from django import forms

from eroba.kernel.ui.forms import DayField, HouseForm
from eroba.kernel.ui.gallery.words import both


class EveryField(HouseForm):
    """One field of each kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [
            ("treatment", both("მკურნალობა", "Treatment")),
            ("fire", both("ხანძარი ან სტიქია", "Fire or disaster")),
        ]
        villages = [
            ("", both("აირჩიეთ სოფელი", "Choose a village")),
            ("askana", both("ასკანა", "Askana")),
            ("shemokmedi", both("შემოქმედი", "Shemokmedi")),
        ]
        self.fields["purpose"] = forms.ChoiceField(
            label=both("რისთვის გჭირდებათ დახმარება?", "What do you need help with?"),
            choices=options,
            widget=forms.RadioSelect,
        )
        self.fields["born_on"] = DayField(
            label=both("დაბადების თარიღი", "Date of birth"),
            help_text=both("მაგალითად, 5 3 1961", "For example, 5 3 1961"),
            is_birth_date=True,
        )
        self.fields["given_name"] = forms.CharField(label=both("სახელი", "First name"))
        self.fields["amount"] = forms.DecimalField(
            label=both("მოთხოვნილი თანხა, ლარი", "Amount, lari"), localize=False, min_value=1
        )
        self.fields["village"] = forms.ChoiceField(label=both("სოფელი", "Village"), choices=villages)
        self._add_long_answers(options)

    def _add_long_answers(self, options: list[tuple[str, str]]) -> None:
        self.fields["papers"] = forms.MultipleChoiceField(
            label=both("რომელი დოკუმენტები გაქვთ?", "Which papers do you have?"),
            choices=options,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["story"] = forms.CharField(
            label=both("აღწერეთ თქვენი მდგომარეობა", "Tell us about your situation"),
            help_text=both("რამდენიმე წინადადება საკმარისია.", "A few sentences are enough."),
            widget=forms.Textarea,
            max_length=500,
        )
        self.fields["certificate"] = forms.FileField(
            label=both("სამედიცინო ცნობა", "Medical certificate"),
            help_text=both("PDF ან სურათი, 10 მბ-მდე.", "PDF or picture, up to 10 MB."),
            required=False,
        )
        self.fields["is_true"] = forms.BooleanField(
            label=both("ვადასტურებ, რომ მითითებული ცნობები სწორია", "I confirm that what I wrote is true")
        )


class OneQuestion(HouseForm):
    """One question a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"] = forms.ChoiceField(
            label=both("რისთვის გჭირდებათ დახმარება?", "What do you need help with?"),
            choices=[
                ("treatment", both("მკურნალობის ან მედიკამენტების ხარჯი", "Treatment or medicine")),
                ("fire", both("ხანძარი ან სტიქიური უბედურება", "Fire or natural disaster")),
                ("funeral", both("ოჯახის წევრის დაკრძალვა", "Funeral of a family member")),
                ("other", both("სხვა საჭიროება", "Something else")),
            ],
            widget=forms.RadioSelect,
        )
        self.fields["given_name"] = forms.CharField(label=both("სახელი", "First name"))
        self.fields["born_on"] = DayField(label=both("დაბადების თარიღი", "Date of birth"), is_birth_date=True)


class InboxFilters(HouseForm):
    """The filters above a clerk's inbox."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", both("ყველა", "All"))]
        self.fields["words"] = forms.CharField(
            label=both("ნომერი ან სახელი", "Number or name"), required=True
        )
        self.fields["stage"] = forms.ChoiceField(
            label=both("ეტაპი", "Stage"), choices=[*every, ("check", both("შემოწმება", "Check"))]
        )
        self.fields["due"] = forms.ChoiceField(
            label=both("ვადა", "Due"), choices=[*every, ("late", both("გადაცილებული", "Late"))]
        )
