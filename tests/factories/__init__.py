"""Test data, one file per room; every factory can be imported from here."""

from tests.factories.building import *  # noqa: F403
from tests.factories.casework import *  # noqa: F403
from tests.factories.clusters import *  # noqa: F403
from tests.factories.codes import *  # noqa: F403
from tests.factories.conversations import *  # noqa: F403
from tests.factories.exchanges import *  # noqa: F403
from tests.factories.finalisation import *  # noqa: F403
from tests.factories.imports import *  # noqa: F403
from tests.factories.notices import *  # noqa: F403
from tests.factories.paper_texts import *  # noqa: F403
from tests.factories.people import *  # noqa: F403
from tests.factories.platform import *  # noqa: F403
from tests.factories.signed_papers import *  # noqa: F403
from tests.factories.workpackages import *  # noqa: F403
from tests.factories.workspace import *  # noqa: F403
