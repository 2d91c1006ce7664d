"""A second count, written from the description of the rules alone: every voter, every step, only fractions."""

from fractions import Fraction


def shared_price(cost: Fraction, supporters: list[tuple[Fraction, int]]) -> Fraction | None:
    """The price of a point, found by trying each voter as the last one who cannot pay in full."""
    if sum(money for money, _points in supporters) < cost:
        return None
    by_means = sorted(supporters, key=lambda one: one[0] / one[1])
    given = Fraction(0)
    points = sum(each for _money, each in by_means)
    for money, each in by_means:
        price = (cost - given) / points
        if price * each <= money:
            return price
        given += money
        points -= each
    raise AssertionError("they have enough, so somebody pays in full")


Groups = list[set[str]]


def may_win(one: int, won: list[int], groups: Groups | None) -> bool:
    """Whether no winner shares a group with a project."""
    return one not in won and not (groups and any(groups[one] & groups[other] for other in won))


def buy_all(
    projects: list[tuple[str, int]],
    voters: list[dict[int, int]],
    endowment: Fraction,
    groups: Groups | None = None,
) -> list[int]:
    """Equal shares for one endowment."""
    purse = [endowment] * len(voters)
    scores = [sum(max(0, ballot.get(one, 0)) for ballot in voters) for one in range(len(projects))]
    bought: list[int] = []
    while True:
        offers = []
        for one, (name, cost) in enumerate(projects):
            backers = [(purse[i], ballot[one]) for i, ballot in enumerate(voters) if ballot.get(one, 0) > 0]
            if not may_win(one, bought, groups) or not backers:
                continue
            price = shared_price(Fraction(cost), backers)
            if price is not None:
                offers.append((price / cost, -scores[one], cost, name, one, price))
        if not offers:
            return bought
        *_rest, one, price = min(offers)
        bought.append(one)
        for i, ballot in enumerate(voters):
            if ballot.get(one, 0) > 0:
                purse[i] -= min(purse[i], price * ballot[one])


def raised_one_by_one(
    projects: list[tuple[str, int]],
    voters: list[dict[int, int]],
    budget: int,
    increment: Fraction,
    groups: Groups | None = None,
) -> list[int]:
    """Equal shares with add1: one step after the other until the budget is exceeded or everybody can pay for all."""
    endowment = Fraction(budget, len(voters))
    enough = sum(cost for _name, cost in projects)
    last: list[int] = []
    while True:
        outcome = buy_all(projects, voters, endowment, groups)
        if sum(projects[one][1] for one in outcome) > budget:
            return last
        last = outcome
        if endowment >= enough:
            return last
        endowment += increment


def greedily(
    projects: list[tuple[str, int]], voters: list[dict[int, int]], budget: int, groups: Groups, stops: bool
) -> list[int]:
    """The greedy count: again and again the strongest that is left."""
    scores = [sum(ballot.get(one, 0) for ballot in voters) for one in range(len(projects))]
    won: list[int] = []
    open_ = {one for one in range(len(projects)) if scores[one] > 0}
    while open_:
        one = min(open_, key=lambda one: (-scores[one], projects[one][1], projects[one][0]))
        open_.remove(one)
        if not may_win(one, won, groups):
            continue
        if sum(projects[each][1] for each in [*won, one]) <= budget:
            won.append(one)
        elif stops:
            break
    return won
