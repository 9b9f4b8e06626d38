"""Imports whose effect is registration: guards, job handlers, document kinds, notice topics."""

import exchanges.building.clauses.templates
import exchanges.building.guards
import exchanges.building.handlers
import exchanges.building.ledger
import exchanges.building.papers
import exchanges.building.topics
import exchanges.finalisation.guards
import exchanges.finalisation.handlers
import exchanges.finalisation.menu
import exchanges.finalisation.papers
import exchanges.finalisation.topics
import exchanges.lifecycle.guards
import exchanges.lifecycle.merging
import exchanges.lifecycle.programme_end
import exchanges.lifecycle.thread.menu
import exchanges.lifecycle.topics
import exchanges.matching.guards
import exchanges.matching.handlers
import exchanges.matching.menu
import exchanges.matching.topics
import exchanges.registration.cloning
import exchanges.registration.cv
import exchanges.registration.handlers
import exchanges.registration.menu
import exchanges.registration.merging
import exchanges.registration.topics
import exchanges.workspace.handlers
import exchanges.workspace.menu
import exchanges.workspace.topics  # noqa: F401
