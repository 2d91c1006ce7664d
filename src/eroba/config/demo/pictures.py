"""Pictures of the demonstration, drawn by program while it is loaded: nobody’s photo, nobody’s rights, nobody in it."""

import io
import math
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from eroba.kernel.documents.uploads import AcceptedUpload, check_upload

WIDTH, HEIGHT = 960, 640
#: Drawn twice as large and made smaller, so that edges are soft.
FINER = 2
HORIZON, PATH = 300, 455
BOARDS = "#8a5a33"
IRON = "#3d4347"
Point = tuple[float, float]


def bench_picture(name: str = "bench.jpg") -> AcceptedUpload:
    """A new bench in the shade of a tree beside a path, as a file somebody handed in."""
    return _as_upload(_garden(has_bench=True), name)


def path_picture(name: str = "path.jpg") -> AcceptedUpload:
    """The same place before: the path and the tree, and nowhere to sit."""
    return _as_upload(_garden(has_bench=False), name)


def _garden(*, has_bench: bool) -> Image.Image:
    picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), "#cfe3ee")
    pen = ImageDraw.Draw(picture)
    chance = Random(41)  # noqa: S311 - leaves, the same each time
    _shade(pen, 0, HORIZON, (164, 205, 228), (226, 238, 240))
    _hills(pen)
    _shade(pen, HORIZON, HEIGHT, (134, 170, 92), (92, 132, 62))
    _grass(pen, chance)
    _polygon(pen, [(0, PATH + 20), (WIDTH, PATH - 20), (WIDTH, PATH + 125), (0, PATH + 150)], "#d9cbb0")
    _polygon(pen, [(0, PATH + 138), (WIDTH, PATH + 113), (WIDTH, PATH + 125), (0, PATH + 150)], "#b9a98b")
    _ellipse(pen, (470, PATH - 8, 900, PATH + 42), "#c6b693")
    _tree(pen, 690, chance)
    if has_bench:
        _bench(pen)
    soft = picture.filter(ImageFilter.GaussianBlur(1))
    return soft.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _hills(pen: ImageDraw.ImageDraw) -> None:
    for height, base, length, colour in ((70, 250, 310, "#9fbfae"), (55, 285, 190, "#7fa68a")):
        line = [(x, base - height * (0.5 + 0.5 * math.sin(x / length + height))) for x in range(0, 961, 12)]
        _polygon(pen, [*line, (WIDTH, HORIZON + 4), (0, HORIZON + 4)], colour)


def _grass(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    for _blade in range(900):
        x, y = chance.uniform(0, WIDTH), chance.uniform(HORIZON + 12, HEIGHT)
        tall = 3 + 9 * (y - HORIZON) / (HEIGHT - HORIZON)
        colour = chance.choice(("#7fa455", "#6d9447", "#8fb463"))
        _line(pen, [(x, y), (x + chance.uniform(-2, 2), y - tall)], colour, 1)


def _tree(pen: ImageDraw.ImageDraw, x: float, chance: Random) -> None:
    _polygon(pen, [(x - 17, PATH), (x + 19, PATH), (x + 9, 210), (x - 8, 210)], "#6b4a30")
    _line(pen, [(x, 290), (x - 62, 205)], "#6b4a30", 9)
    _line(pen, [(x, 270), (x + 66, 195)], "#6b4a30", 9)
    for size, dark in ((82, "#3f6b3a"), (62, "#4f7f45"), (38, "#659a54")):
        for _cloud in range(18):
            turn, far = chance.uniform(0, 2 * math.pi), chance.uniform(0, 130)
            cx, cy = x + far * 1.35 * math.cos(turn), 135 + far * 0.62 * math.sin(turn)
            around = size * chance.uniform(0.55, 0.8)
            _ellipse(pen, (cx - around, cy - around, cx + around, cy + around), dark)


def _bench(pen: ImageDraw.ImageDraw) -> None:
    left, right = 190, 590
    _ellipse(pen, (left - 10, 499, right + 50, 527), "#b7a684")
    for leg in (left + 34, right - 34):
        _line(pen, [(leg, 330), (leg + 8, 440), (leg, 512)], IRON, 11)
        _line(pen, [(leg + 8, 440), (leg + 46, 446), (leg + 40, 518)], IRON, 11)
        _line(pen, [(leg + 2, 400), (leg + 48, 404), (leg + 46, 446)], IRON, 8)
    for place in range(3):
        _board(pen, left, right, 334 + place * 27, 19)
    for place in range(3):
        _board(pen, left - 4 - place * 3, right + 6 + place * 6, 434 + place * 12, 9)


def _board(pen: ImageDraw.ImageDraw, left: float, right: float, top: float, high: float) -> None:
    _rectangle(pen, (left, top, right, top + high), BOARDS)
    _rectangle(pen, (left, top, right, top + high * 0.3), "#a8734a")
    _rectangle(pen, (left, top + high * 0.85, right, top + high), "#6d4526")


def _shade(
    pen: ImageDraw.ImageDraw, top: int, bottom: int, above: tuple[int, ...], below: tuple[int, ...]
) -> None:
    for y in range(top * FINER, bottom * FINER):
        part = (y / FINER - top) / (bottom - top)
        colour = tuple(round(a + (b - a) * part) for a, b in zip(above, below, strict=True))
        pen.line((0, y, WIDTH * FINER, y), fill=colour)


def _large(points: list[Point]) -> list[Point]:
    return [(x * FINER, y * FINER) for x, y in points]


def _polygon(pen: ImageDraw.ImageDraw, points: list[Point], colour: str) -> None:
    pen.polygon(_large(points), fill=colour)


def _line(pen: ImageDraw.ImageDraw, points: list[Point], colour: str, width: int) -> None:
    pen.line(_large(points), fill=colour, width=width * FINER, joint="curve")


def _ellipse(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: str) -> None:
    pen.ellipse(tuple(side * FINER for side in box), fill=colour)


def _rectangle(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: str) -> None:
    pen.rectangle(tuple(side * FINER for side in box), fill=colour)


def _as_upload(picture: Image.Image, name: str) -> AcceptedUpload:
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=82, optimize=True)
    return check_upload(content.getvalue(), name)
