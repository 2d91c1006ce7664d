"""Sample menus: the public one and the one of the desk."""

from eroba.kernel.ui.components import MenuGroup, MenuLink
from eroba.kernel.ui.gallery.words import both


def menu() -> list[MenuLink]:
    """What a town offers the public."""
    return [
        MenuLink(both("სერვისები", "Services"), "#", True),
        MenuLink(both("მონაწილეობა", "Take part"), "#"),
        MenuLink(both("მერია და საკრებულო", "Town hall and council"), "#"),
        MenuLink(both("სიახლეები", "News"), "#"),
    ]


def desk_menu() -> list[MenuGroup]:
    """What an official may use."""
    daily = [
        MenuLink(both("შემოსული", "Inbox"), "#", True, 6),
        MenuLink(both("ჩემი საქმეები", "My cases"), "#", False, 14),
    ]
    running = [MenuLink(both("სერვისები", "Services"), "#"), MenuLink(both("სტატისტიკა", "Figures"), "#")]
    return [MenuGroup("", daily), MenuGroup(both("მმართველობა", "Running it"), running)]
