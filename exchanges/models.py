"""The face of the app's models; they live in their rooms."""

from exchanges.building.account_models import AccountChange, BankAccount
from exchanges.building.agenda_models import AgendaTemplate
from exchanges.building.amendment_models import Amendment
from exchanges.building.clauses.models import ClauseReading, PaperTemplate
from exchanges.building.letterhead_models import Letterhead
from exchanges.building.models import (
    AgendaDay,
    Commitment,
    Consent,
    FinancialAgreement,
    Signature,
)
from exchanges.building.quality_models import QualityAnswer
from exchanges.building.refusal_models import AgreementRefusal
from exchanges.building.remark_models import Remark, RemarkAnswer
from exchanges.building.upload_models import SignedUpload
from exchanges.finalisation.models import (
    ClosingReport,
    Evidence,
    Interruption,
    Payment,
    Preparation,
    Presence,
)
from exchanges.lifecycle.models import CheckRecord, Exchange, ExchangeGroup, Transition
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.thread.models import (
    Attachment,
    InboundMail,
    Joining,
    Message,
    ReplyAddress,
)
from exchanges.matching.catalogue.models import (
    CatalogueChange,
    CatalogueEntry,
    CatalogueWord,
    SavedSearch,
)
from exchanges.matching.dismissal_models import Dismissal
from exchanges.matching.offer_models import Offer, Reminder
from exchanges.matching.reservation_models import Reservation
from exchanges.matching.round_models import MatchedPair, MatchingRound
from exchanges.registration.casework import (
    ChecklistAnswer,
    ChecklistItem,
    ConflictOfInterest,
    Decision,
    FieldRemark,
    HandOver,
    ReviewRequest,
)
from exchanges.registration.item_models import Item
from exchanges.registration.models import ClusterReason, Mode, Registration, SectionDraft, Window
from exchanges.registration.numbers import Counter
from exchanges.registration.states import RegistrationState
from exchanges.registration.upkeep import CallNote, Prompt, RuleException
from exchanges.workspace.clock_models import Escalation
from exchanges.workspace.dossier_models import Dossier
from exchanges.workspace.sample_models import QualitySample, SampledExchange

__all__ = [
    "AccountChange",
    "AgendaDay",
    "AgendaTemplate",
    "AgreementRefusal",
    "Amendment",
    "Attachment",
    "BankAccount",
    "CallNote",
    "CatalogueChange",
    "CatalogueEntry",
    "CatalogueWord",
    "CheckRecord",
    "ChecklistAnswer",
    "ChecklistItem",
    "ClauseReading",
    "ClosingReport",
    "ClusterReason",
    "Commitment",
    "ConflictOfInterest",
    "Consent",
    "Counter",
    "Decision",
    "Dismissal",
    "Dossier",
    "Escalation",
    "Evidence",
    "Exchange",
    "ExchangeGroup",
    "FieldRemark",
    "FinancialAgreement",
    "HandOver",
    "InboundMail",
    "Interruption",
    "Item",
    "Joining",
    "Letterhead",
    "MatchedPair",
    "MatchingRound",
    "Message",
    "Mode",
    "Offer",
    "PaperTemplate",
    "Party",
    "Payment",
    "Preparation",
    "Presence",
    "Prompt",
    "QualityAnswer",
    "QualitySample",
    "Registration",
    "RegistrationState",
    "Remark",
    "RemarkAnswer",
    "Reminder",
    "ReplyAddress",
    "Reservation",
    "ReviewRequest",
    "RuleException",
    "SampledExchange",
    "SavedSearch",
    "SectionDraft",
    "Signature",
    "SignedUpload",
    "State",
    "Transition",
    "Window",
]
