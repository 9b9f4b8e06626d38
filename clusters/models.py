"""The face of the app's models; they live in their rooms."""

from clusters.directory.declaration_models import RelatedEnterprise, SmeDeclaration
from clusters.directory.duplicate_models import DistinctPair, Merge
from clusters.directory.label_models import Label
from clusters.directory.models import Cluster, Membership, Organisation, SizeClass
from clusters.imports.models import ColumnMemory, ImportBatch, ImportRow, MemberContact
from clusters.people.account_models import AddressChange, FactorReset
from clusters.people.invitation_models import Invitation
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role
from clusters.programme.codes import CodeList, IndustryCode, Region, Scheme
from clusters.programme.drafts import VersionDraft
from clusters.programme.models import Agency, Country, OrganisationType, Programme, Term
from clusters.programme.rulebook import (
    HolidayCorrection,
    HolidayList,
    OrganisationTypeRule,
    Rate,
    RateTable,
    RuleSet,
)
from clusters.programme.weights import Weight, WeightTable

__all__ = [
    "AddressChange",
    "Agency",
    "Cluster",
    "CodeList",
    "ColumnMemory",
    "Country",
    "DistinctPair",
    "FactorReset",
    "HolidayCorrection",
    "HolidayList",
    "ImportBatch",
    "ImportRow",
    "IndustryCode",
    "Invitation",
    "Label",
    "MemberContact",
    "Membership",
    "Merge",
    "Organisation",
    "OrganisationType",
    "OrganisationTypeRule",
    "Programme",
    "Rate",
    "RateTable",
    "Region",
    "RelatedEnterprise",
    "Role",
    "RoleAssignment",
    "RuleSet",
    "Scheme",
    "SizeClass",
    "SmeDeclaration",
    "Term",
    "User",
    "VersionDraft",
    "Weight",
    "WeightTable",
]
