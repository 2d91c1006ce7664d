"""The environment every test process runs in; loaded as a plugin before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="eroba-test-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# Files, keys and databases of tests never touch those of the demonstration.
os.environ["EROBA_HOME"] = HOME
# Static files by their plain names: nothing has to be collected before a test.
os.environ["EROBA_DEBUG"] = "1"
os.mkdir(os.path.join(HOME, "static"))
os.environ["EROBA_DEMO"] = "1"
# Tests ask much in a minute, all from one address; what a quota does is tested with small ones.
os.environ["EROBA_QUOTA_ADDRESS"] = os.environ["EROBA_QUOTA_APP"] = "1000000"
# Whoever asks is asked for nothing: the answers of these do not depend on where the tests run.
for name in (
    "EROBA_DOMAIN",
    "EROBA_ADDRESS",
    "EROBA_SIGN_IN_SERVER",
    "EROBA_CIVIL_REGISTER",
    "EROBA_FILES_URL",
    "EROBA_CLAMAV",
):
    os.environ.pop(name, None)
# Playwright keeps an event loop in the thread of the tests; the database is still used by that thread alone.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
