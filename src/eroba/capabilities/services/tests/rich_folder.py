"""A folder with every kind of field, made from the seed when a test needs it."""

import shutil
from pathlib import Path

import yaml

from eroba.capabilities.services.tests.conftest import ASSISTANCE

PAGE = """
  - code: family
    title: {ka: ოჯახი, en: Family}
    fields:
      - code: home
        kind: address
        label: {ka: სახლი, en: Your home}
        hint: {ka: სადაც ცხოვრობთ, en: Where you live}
      - code: helper
        kind: person
        label: {ka: ვინ გეხმარებათ, en: Who helps you}
        required: false
      - code: spot
        kind: map_point
        label: {ka: სად არის, en: Where it is}
        required: false
      - code: children
        kind: group
        label: {ka: ბავშვები, en: Children}
        row_title: {ka: ბავშვი, en: Child}
        required: false
        most_rows: 3
        fields:
          - code: child_name
            kind: text
            label: {ka: სახელი, en: Name}
          - code: child_income
            kind: money
            label: {ka: შემოსავალი, en: Income}
          - code: child_studies
            kind: choice
            label: {ka: სწავლობს, en: Studies}
            choices:
              - {code: school, label: {ka: სკოლაში, en: At school}}
              - {code: nowhere, label: {ka: არა, en: Nowhere}}
          - code: child_school
            kind: text
            label: {ka: სკოლა, en: Which school}
            shown_if: child_studies == 'school'
          - code: child_paper
            kind: file
            label: {ka: დაბადების მოწმობა, en: Birth certificate}
            required: false
"""
COMPUTED = """
  - code: children_income
    title: {ka: ბავშვების შემოსავალი, en: The children’s income}
    kind: money
    expression: sum(children.child_income)
    show_on: family
"""


def rich_folder(place: Path) -> Path:
    """A copy of the seed whose form asks for an address, a person, a point and rows as well."""
    folder = Path(shutil.copytree(ASSISTANCE, place / "rich"))
    form = folder / "form.yaml"
    written = form.read_text().replace("\n  - code: household\n", f"{PAGE}\n  - code: household\n", 1)
    form.write_text(written + COMPUTED)
    for example in (folder / "examples").iterdir():
        said = yaml.safe_load(example.read_text())
        said["answers"]["home"] = {"settlement": "ozurgeti", "street": "ნიმუშის 1"}
        example.write_text(yaml.safe_dump(said, allow_unicode=True))
    return folder
