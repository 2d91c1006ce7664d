"""Sessions that were kept with an exact network address keep their network only."""

import ipaddress

from django.db import migrations

NETWORK_BITS = {4: 24, 6: 48}


def coarsen(apps, schema_editor):
    sessions = apps.get_model("usersessions", "UserSession").objects
    for number, address in sessions.values_list("pk", "ip"):
        known = ipaddress.ip_address(address)
        known = getattr(known, "ipv4_mapped", None) or known
        network = ipaddress.ip_network((known, NETWORK_BITS[known.version]), strict=False)
        sessions.filter(pk=number).update(ip=str(network.network_address))


class Migration(migrations.Migration):
    dependencies = [("people", "0004_session_round"), ("usersessions", "0001_initial")]

    operations = [migrations.RunPython(coarsen, migrations.RunPython.noop)]
