from django.urls import path

from exchanges.building import account_views as account
from exchanges.building import agreement_views as agreement
from exchanges.building import amendment_views as amendment
from exchanges.building import commitment_views as commitment
from exchanges.building import elsewhere_views as elsewhere
from exchanges.building import quality_views as quality
from exchanges.building import reading_views as reading
from exchanges.building import signing_views as signing
from exchanges.building import writing_views as writing

app_name = "building"
urlpatterns = [
    path("commitment/", commitment.commitment_detail, name="commitment-detail"),
    path("commitment/text/", writing.commitment_edit, name="commitment-edit"),
    path("commitment/text/keep/", writing.commitment_keep, name="commitment-keep"),
    path("commitment/agenda/", writing.agenda_edit, name="agenda-edit"),
    path("commitment/agenda/keep/", writing.agenda_keep, name="agenda-keep"),
    path("commitment/agenda/for-later/", commitment.agenda_template_keep, name="agenda-for-later"),
    path(
        "commitment/agenda/for-later/<uuid:template>/forget/",
        commitment.agenda_template_forget,
        name="agenda-forget",
    ),
    path("commitment/remarks/", commitment.commitment_remark, name="commitment-remark"),
    path("commitment/agree/", commitment.commitment_agree, name="commitment-agree"),
    path("commitment/send-back/", commitment.commitment_return, name="commitment-return"),
    path(
        "commitment/compare/<int:version>/",
        commitment.commitment_compare,
        name="commitment-compare",
    ),
    path("commitment/quality/", quality.quality_answer, name="quality-answer"),
    path("commitment/sign/", signing.commitment_sign, name="commitment-sign"),
    path(
        "commitment/sign/certificate/",
        elsewhere.commitment_certificate,
        name="commitment-sign-certificate",
    ),
    path("commitment/sign/paper/", elsewhere.commitment_scan, name="commitment-sign-paper"),
    path("commitment/signing-log/", signing.commitment_log, name="commitment-log"),
    path("amendments/", amendment.amendment_list, name="amendment-list"),
    path("amendments/new/", amendment.amendment_new, name="amendment-new"),
    path("amendments/sign/", signing.amendment_sign, name="amendment-sign"),
    path(
        "amendments/sign/certificate/",
        elsewhere.amendment_certificate,
        name="amendment-sign-certificate",
    ),
    path("amendments/sign/paper/", elsewhere.amendment_scan, name="amendment-sign-paper"),
    path("amendments/<uuid:amendment_id>/", amendment.amendment_answer, name="amendment-answer"),
    path(
        "amendments/<uuid:amendment_id>/signing-log/",
        amendment.amendment_log,
        name="amendment-log",
    ),
    path("bank-details/", agreement.bank_edit, name="bank-edit"),
    path("account/", account.account_change, name="account-change"),
    path("account/confirm/", account.account_confirm, name="account-confirm"),
    path("account/refuse/", account.account_refuse, name="account-refuse"),
    path("account/withdraw/", account.account_withdraw, name="account-withdraw"),
    path("agreement/", agreement.agreement_detail, name="agreement-detail"),
    path("agreement/prepare/", agreement.agreement_prepare, name="agreement-prepare"),
    path("agreement/sign/", signing.agreement_sign, name="agreement-sign"),
    path(
        "agreement/sign/certificate/",
        elsewhere.agreement_certificate,
        name="agreement-sign-certificate",
    ),
    path("agreement/sign/paper/", elsewhere.agreement_scan, name="agreement-sign-paper"),
    path("agreement/signing-log/", signing.agreement_log, name="agreement-log"),
    path("agreement/refuse/", signing.agreement_refuse, name="agreement-refuse"),
    path("signed/<uuid:upload_id>/", elsewhere.upload_download, name="upload-download"),
    path("signed/<uuid:upload_id>/check/", elsewhere.scan_check, name="scan-check"),
    path("<slug:kind>/reading/<slug:language>/", reading.reading_issue, name="reading-issue"),
    path("papers/<uuid:document_id>/", agreement.document_download, name="document-download"),
]
