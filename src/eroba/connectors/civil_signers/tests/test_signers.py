"""The civil register asked about signers: known, unknown, and silent; over the simulated register itself."""

import pytest

from eroba.capabilities.petitions.ports import RegisterSilent, SignerRegister
from eroba.config.offers import offer_ports
from eroba.connectors.register_simulator.people import population
from eroba.connectors.register_simulator.running import running_simulator
from eroba.kernel.registry import use

pytestmark = pytest.mark.django_db


def test_a_signer_is_known_unknown_or_not_answered(in_ozurgeti, settings) -> None:
    person = next(one for one in population().people.values() if one.died_on is None)
    with running_simulator() as simulator:
        settings.CIVIL_REGISTER_ADDRESS = f"{simulator.address}/civil"
        offer_ports()
        register = use(SignerRegister)
        known = register.known_as(person.personal_number, matter_number="OZU-2026-PET-00001")
        assert known is not None and person.family_name_ka in known.family_names
        assert known.birth_date is not None and known.birth_date.isoformat() == person.birth_date
        assert known.municipality_code
        assert register.known_as("98765432101", matter_number="OZU-2026-PET-00001") is None
    with pytest.raises(RegisterSilent):
        register.known_as(person.personal_number, matter_number="OZU-2026-PET-00001")
