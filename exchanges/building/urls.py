from django.urls import path

from exchanges.building import account_views as account
from exchanges.building import agreement_views as agreement
from exchanges.building import commitment_views as commitment
from exchanges.building import signing_views as signing

app_name = "building"
urlpatterns = [
    path("commitment/", commitment.commitment_detail, name="commitment-detail"),
    path("commitment/text/", commitment.commitment_edit, name="commitment-edit"),
    path("commitment/agenda/", commitment.agenda_edit, name="agenda-edit"),
    path("commitment/agree/", commitment.commitment_agree, name="commitment-agree"),
    path("commitment/send-back/", commitment.commitment_return, name="commitment-return"),
    path(
        "commitment/compare/<int:version>/",
        commitment.commitment_compare,
        name="commitment-compare",
    ),
    path("commitment/sign/", signing.commitment_sign, name="commitment-sign"),
    path("bank-details/", agreement.bank_edit, name="bank-edit"),
    path("account/", account.account_change, name="account-change"),
    path("account/confirm/", account.account_confirm, name="account-confirm"),
    path("account/refuse/", account.account_refuse, name="account-refuse"),
    path("account/withdraw/", account.account_withdraw, name="account-withdraw"),
    path("agreement/", agreement.agreement_detail, name="agreement-detail"),
    path("agreement/prepare/", agreement.agreement_prepare, name="agreement-prepare"),
    path("agreement/sign/", signing.agreement_sign, name="agreement-sign"),
    path("papers/<uuid:document_id>/", agreement.document_download, name="document-download"),
]
