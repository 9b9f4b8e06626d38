"""What the portal tells people about registrations."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.matter("registration", _("Registrations"))
notices.topic(
    "registration.received",
    subject=_("We have your registration %(reference)s"),
    body=_(
        "%(cluster)s will look at the registration of %(organisation)s and answer in time. You "
        "need not do anything until then."
    ),
    button=_("See the registration"),
)
notices.topic(
    "registration.submitted",
    subject=_("Assess the registration %(reference)s"),
    body=_("%(organisation)s has sent its registration to %(cluster)s."),
    button=_("Assess the registration"),
)
notices.topic(
    "registration.accepted",
    subject=_("Your registration %(reference)s is accepted"),
    body=_("%(cluster)s has accepted %(organisation)s. The catalogue is open to you."),
    button=_("See the registration"),
)
notices.topic(
    "registration.more_needed",
    subject=_("Please complete your registration %(reference)s"),
    body=_(
        "%(cluster)s has a question; its remark stands on the page. Change your answers there and "
        "send them again."
    ),
    button=_("Complete the registration"),
)
notices.topic(
    "registration.rejected",
    subject=_("Your registration %(reference)s was not accepted"),
    body=_(
        "%(cluster)s gives its reason on the page. You may ask the programme coordinator to look "
        "at it again."
    ),
    button=_("See the registration"),
)
notices.topic(
    "registration.reopened",
    subject=_("Assess the registration %(reference)s again"),
    body=_("The programme coordinator has reopened the registration of %(organisation)s."),
    button=_("Assess the registration"),
)
notices.topic(
    "registration.withdrawn",
    subject=_("The registration %(reference)s was withdrawn"),
    body=_("The registration of %(organisation)s has ended."),
    button=_("See the registration"),
)
notices.topic(
    "registration.overdue",
    subject=_("Answer the registration %(reference)s"),
    body=_(
        "%(organisation)s has been waiting for an answer of %(cluster)s for longer than planned."
    ),
    button=_("Assess the registration"),
)
notices.topic(
    "registration.review_asked",
    subject=_("Review the rejection of %(reference)s"),
    body=_("%(organisation)s asks you to look at the decision of %(cluster)s again."),
    button=_("See the request"),
)
notices.topic(
    "registration.review_upheld",
    subject=_("The rejection of %(reference)s stands"),
    body=_("The programme coordinator has reviewed the decision and gives the reason on the page."),
    button=_("See the answer"),
)
notices.topic(
    "registration.review_reopened",
    subject=_("Your registration %(reference)s is assessed again"),
    body=_("The programme coordinator has asked %(cluster)s to look at it once more."),
    button=_("See the registration"),
)
notices.topic(
    "registration.passed_on",
    subject=_("Go on with the registration %(reference)s"),
    body=_("A colleague has passed the case of %(organisation)s on to you."),
    button=_("Assess the registration"),
)
notices.topic(
    "registration.case_free",
    subject=_("Take over the registration %(reference)s"),
    body=_(
        "A colleague has declared a conflict of interest; somebody else has to assess "
        "%(organisation)s."
    ),
    button=_("Assess the registration"),
)
notices.topic(
    "registration.case_offered",
    subject=_("Will you take the registration %(reference)s?"),
    body=_("%(cluster)s asks you to assess %(organisation)s and says why."),
    button=_("Answer the offer"),
)
notices.topic(
    "registration.case_taken",
    subject=_("%(cluster)s takes the registration %(reference)s"),
    body=_("The case of %(organisation)s has left your list."),
    button=_("See your list"),
)
notices.topic(
    "registration.case_refused",
    subject=_("The registration %(reference)s stays with you"),
    body=_("The other cluster does not take the case of %(organisation)s; its reason is there."),
    button=_("Assess the registration"),
)
notices.topic(
    "registration.new_cluster",
    subject=_("%(cluster)s looks after your registration %(reference)s"),
    body=_("The case was handed over to the cluster that fits better. You need not do anything."),
    button=_("See the registration"),
)
notices.topic(
    "registration.exception_granted",
    subject=_("The agency approves you as a host: %(reference)s"),
    body=_("The approval for %(organisation)s is on file."),
    button=_("See the registration"),
)
notices.topic(
    "registration.exception_refused",
    subject=_("The agency does not approve you as a host: %(reference)s"),
    body=_("Talk to %(cluster)s about what else is possible for %(organisation)s."),
    button=_("See the registration"),
)
notices.topic(
    "registration.interest",
    subject=_("Are you still interested? %(reference)s"),
    body=_(
        "Nobody from %(organisation)s has signed in for some time. Tell us with one click that you "
        "still want to take part; you need not sign in for that."
    ),
    button=_("Say that you are still interested"),
)
notices.topic(
    "registration.hiding_soon",
    subject=_("Your profile is about to leave the catalogue: %(reference)s"),
    body=_(
        "Nobody from %(organisation)s has signed in for a long time. Without a sign of you the "
        "profile will soon be hidden from others."
    ),
    button=_("Say that you are still interested"),
)
notices.topic(
    "registration.hidden",
    subject=_("Your profile has left the catalogue: %(reference)s"),
    body=_(
        "Others no longer see %(organisation)s. One click brings the profile back; without it the "
        "registration will soon rest."
    ),
    button=_("Say that you are still interested"),
)
notices.topic(
    "registration.still_interested",
    subject=_("Your registration %(reference)s rests"),
    body=_(
        "Nobody from %(organisation)s has signed in for a long time, so the registration rests and "
        "receives no proposals. One click brings it back; without an answer it ends."
    ),
    button=_("Say that you are still interested"),
)
notices.topic(
    "registration.ask_hosts",
    subject=_("Are you still hosting? %(reference)s"),
    body=_(
        "%(cluster)s would like to know whether %(organisation)s still takes part. One click "
        "answers; you need not sign in for that."
    ),
    button=_("Say that you are still interested"),
)
notices.topic(
    "registration.ending_soon",
    subject=_("Your registration %(reference)s is about to end"),
    body=_("%(organisation)s has not answered yet. Without an answer the registration ends."),
    button=_("Answer now"),
)
notices.topic(
    "registration.back_soon",
    subject=_("Your pause is almost over: %(reference)s"),
    body=_("Soon %(organisation)s will be in the catalogue again and receive proposals."),
    button=_("See the registration"),
)
notices.topic(
    "registration.back",
    subject=_("You are back in the catalogue: %(reference)s"),
    body=_("The pause of %(organisation)s is over; others can send proposals again."),
    button=_("See the registration"),
)
notices.topic(
    "registration.programme_ends",
    subject=_("The programme ends, and with it your registration %(reference)s"),
    body=_("Exchanges that are under way are finished; nothing new can begin."),
    button=_("See the registration"),
)
notices.topic(
    "registration.programme_over",
    subject=_("The programme is over; your registration %(reference)s ends soon"),
    body=_("Exchanges that are under way are finished; nothing new can begin."),
    button=_("See the registration"),
)
notices.topic(
    "registration.expired",
    subject=_("Your registration %(reference)s has expired"),
    body=_("Its time is over. If the programme is still open, you may register again."),
    button=_("See the registration"),
)
notices.topic(
    "registration.taken_over",
    subject=_("You take over from %(leaver)s at %(organisation)s"),
    body=_(
        "What %(leaver)s had to do for %(organisation)s is yours now: %(references)s. Papers that "
        "still wait for a signature of %(organisation)s wait for yours."
    ),
    button=_("See the organisation"),
    by_mail=True,
)
notices.topic(
    "registration.handed_over",
    subject=_("%(successor)s takes over from you at %(organisation)s"),
    body=_(
        "Your roles for %(organisation)s have ended. What you signed stays as it is; your account "
        "stays, too."
    ),
    button=_("See your roles"),
    by_mail=True,
)
