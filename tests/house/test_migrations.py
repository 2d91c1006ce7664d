"""Models and migrations say the same."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("eroba.")}


def test_every_change_of_a_model_has_its_migration() -> None:
    loader = MigrationLoader(None)
    # Names of fields are written into migrations in English, whatever language is spoken now.
    with translation.override(None):
        present = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), present).changes(loader.graph)
    missing = {
        label: [operation.describe() for migration in migrations for operation in migration.operations]
        for label, migrations in changes.items()
        if label in OURS
    }
    assert not missing


def test_no_two_migrations_continue_from_the_same_one() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}
