"""Imports whose effect is registration: guards and job handlers."""

import workpackages.plan.cloning
import workpackages.reporting.guards
import workpackages.reporting.handlers  # noqa: F401
