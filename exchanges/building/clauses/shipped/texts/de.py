"""German: the full words of each clause, for reading. Nobody has reviewed them yet."""

AGREEMENT: dict[str, str] = {
    "parties": """\
Diese Vereinbarung wird geschlossen zwischen {cluster} („der Cluster“) und {visitor} („der \
Besucher“). Der Besucher wird bei dem Austausch durch {representative} vertreten.
Der Cluster handelt als Partner von {programme} im Rahmen der Finanzhilfevereinbarung \
{grant_number} mit der Europäischen Union und gibt mit dieser Vereinbarung einen Teil dieser \
Finanzhilfe weiter.""",
    "subject": """\
Der Cluster unterstützt den Austausch {exchange} des Besuchers bei {host} in {host_place} mit \
einer einzigen Pauschale als Beitrag zu Reise und Unterkunft.
Der Inhalt des Austauschs folgt aus dem von allen vier Parteien unterzeichneten Commitment to \
Quality {commitment} (Anlage I). Der Fingerabdruck (SHA-256) des unterzeichneten Textes lautet \
{commitment_sha256}.
In Geldfragen geht diese Vereinbarung vor, in Fragen zum Inhalt des Aufenthalts das \
Commitment.""",
    "period": """\
Diese Vereinbarung tritt mit der Unterschrift der zweiten Partei in Kraft, die vor dem ersten \
Tag des Aufenthalts geleistet sein muss. Ein Text, den nur eine Partei unterzeichnet hat, \
bindet niemanden.
Der Aufenthalt dauert vom {first_day} bis zum {last_day} und umfasst {working_days} \
Arbeitstage. Reisetage werden nicht mitgezählt.
Die Vereinbarung endet, wenn beide Parteien ihre Pflichten erfüllt haben. Die Ziffern \
{clause_reduction}, {clause_records}, {clause_audits} und {clause_data} gelten über das Ende \
hinaus.""",
    "amount": """\
Die Pauschale beträgt {amount} ({amount_in_words}).
Sie wird aus der Obergrenze für das Land des Gastgebers, der Zahl der Arbeitstage und der \
Entfernung zwischen den beiden Organisationen berechnet, wie Anlage II Zeile für Zeile zeigt.
Sie ist ein einziger Betrag für die besuchende Organisation, unabhängig davon, wie viele \
Personen reisen und welche Kosten tatsächlich entstehen. Bei höheren Kosten wird sie nicht \
erhöht.""",
    "payment": """\
Der Cluster zahlt in einem einzigen Betrag und in Euro innerhalb von {payment_days} Tagen nach \
Abschluss des Austauschs; abgeschlossen ist dieser, wenn die Abschlussberichte validiert sind \
und die Nachweise nach Ziffer {clause_evidence} vorliegen. Ein Vorschuss wird nicht gezahlt.
Die Zahlung geht auf das Konto von {account_holder}, IBAN {account} (nur teilweise angezeigt; \
die vollständige Nummer ist im Bankformular, Anlage IV, hinterlegt und allein der \
finanzverantwortlichen Person zugänglich).
Bis beide Parteien unterzeichnet haben, wird das Konto nur im Portal geändert; bei einer \
Änderung wird anschließend eine neue Version dieser Vereinbarung unterzeichnet. Eine Änderung \
des Kontos per E-Mail oder Telefon akzeptiert der Cluster niemals. Jede Partei trägt die \
Gebühren ihrer eigenen Bank.""",
    "evidence": """\
Der Besucher reicht innerhalb von {report_days} Tagen nach dem letzten Tag über das Portal \
ein:
- Nachweise der Reise, etwa Fahrkarten, Flugscheine oder Bordkarten mit Name und Datum
- Nachweise der Unterkunft, etwa eine Rechnung oder eine Buchung, deren Inanspruchnahme \
bestätigt ist
- seinen Abschlussbericht; den Abschlussbericht und die Anwesenheitsbestätigung (Anlage III) \
des Gastgebers reicht dieser selbst ein""",
    "reduction": """\
Die Pauschale ist für einen Aufenthalt geschuldet, der wie vereinbart stattgefunden hat. \
Wurden weniger Arbeitstage absolviert, wird der Betrag für die absolvierten Tage nach \
denselben Regeln und Sätzen neu berechnet: Weniger als {full_sum_days} Arbeitstage ergeben die \
Hälfte der Obergrenze; bei einem Aufenthalt von weniger als {shortest_stay_days} Arbeitstagen \
entfällt der Betrag.
Hat höhere Gewalt, die der Besucher belegt, einen bereits begonnenen Aufenthalt beendet, \
bleibt der Betrag für den Mindestaufenthalt geschuldet.
Nichts ist geschuldet, wenn der Aufenthalt nicht stattgefunden hat, wenn Bericht oder \
Nachweise trotz schriftlicher Mahnung mit einer Frist von 14 Tagen weiterhin fehlen oder wenn \
eine Erklärung, auf der diese Vereinbarung beruht, falsch war.
Was gezahlt wurde, ohne geschuldet zu sein, ist innerhalb von 30 Tagen nach einer begründeten \
Aufforderung zurückzuzahlen, nachdem der Besucher 14 Tage lang Gelegenheit zur Stellungnahme \
hatte.""",
    "funding": """\
Der Besucher erklärt, dass keine andere Förderung aus dem Haushalt der Europäischen Union \
dieselbe Reise und dieselbe Unterkunft abdeckt, und teilt dem Cluster unverzüglich mit, wenn \
sich dies ändert.
Kosten, die über die Pauschale hinausgehen, und alle Kosten, die nicht Reise und Unterkunft \
betreffen, trägt der Besucher selbst.
Der Besucher gibt den Betrag gegenüber seiner Steuerbehörde an, soweit das für ihn geltende \
Recht dies verlangt. Der Betrag ist eine Unterstützung und kein Entgelt; er wird ohne \
Mehrwertsteuer gezahlt.""",
    "conduct": """\
Der Besucher führt den Austausch nach Treu und Glauben und im Einklang mit dem Commitment, dem \
Recht sowie den Werten und ethischen Grundsätzen der Europäischen Union durch und \
diskriminiert niemanden.
Jede Partei vermeidet Situationen, in denen familiäre Bindungen, wirtschaftliche Interessen \
oder sonstige gemeinsame Interessen ihre Entscheidungen zu dieser Vereinbarung beeinflussen \
könnten, und legt solche Situationen unverzüglich offen, wenn sie eintreten. Wer davon \
betroffen ist, trifft keine Entscheidung zu dieser Vereinbarung.""",
    "liability": """\
Der Besucher versichert seinen Vertreter für die Reise und den Aufenthalt und erklärt dies vor \
dem ersten Tag im Portal. Die Pauschale deckt keine gesonderte Versicherungsprämie ab.
Der Cluster, die anderen Partner, die Agentur und die Europäische Union haften nicht für \
Schäden, die der Besucher oder sein Vertreter im Zusammenhang mit dem Austausch erleidet oder \
verursacht, es sei denn, ein solcher Ausschluss ist gesetzlich verboten.""",
    "reports": """\
Der Besucher reicht seinen Abschlussbericht innerhalb von {report_days} Tagen nach dem letzten \
Tag im Portal ein. Der Cluster validiert ihn innerhalb von {validation_days} Tagen oder gibt \
ihn mit Begründung zurück; der Besucher vervollständigt ihn dann.
Bis zu zwei Jahre lang beantwortet der Besucher kurze Fragen des Programms zu den Ergebnissen.""",
    "visibility": """\
Bei jeder Kommunikation über den Austausch zeigt der Besucher das Emblem der Europäischen \
Union, nennt die Förderung („{funding_line}“) und macht deutlich, dass der Inhalt seine eigene \
Auffassung wiedergibt. Kein anderes Emblem wird stärker hervorgehoben.
Die Europäische Union und die Partnerschaft dürfen den Namen des Besuchers, das Land, den \
Gegenstand des Austauschs und den Betrag der Unterstützung veröffentlichen, wie es die \
Transparenzvorschriften verlangen.""",
    "records": """\
Beide Parteien bewahren diese Vereinbarung, die Nachweise und den Zahlungsbeleg fünf Jahre \
lang nach der letzten Zahlung der Agentur an die Partnerschaft auf, und länger, solange eine \
Prüfung, eine Forderung oder ein Verfahren offen ist.
Das Portal teilt dem Besucher mit, wann diese Frist beginnt und wann sie endet. Gesiegelte \
elektronische Dokumente gelten als Originale, soweit das anwendbare Recht dies zulässt.""",
    "audits": """\
Die Agentur ({agency}), die Europäische Kommission, das Europäische Amt für Betrugsbekämpfung \
(OLAF), der Europäische Rechnungshof und alle von ihnen Ermächtigten dürfen die Durchführung \
dieser Vereinbarung anhand von Unterlagen oder vor Ort kontrollieren, während ihrer Laufzeit \
und während des Zeitraums nach Ziffer {clause_records}. Der Besucher räumt ihnen dieselben \
Rechte ein, die der Cluster ihnen eingeräumt hat.
Der Besucher beantwortet ihre Anfragen, auch solche, die der Cluster in ihrem Namen stellt, \
innerhalb der gesetzten Frist; diese beträgt mindestens zehn Arbeitstage.""",
    "data": """\
Jede Partei verarbeitet die personenbezogenen Daten dieser Vereinbarung im Einklang mit der \
Verordnung (EU) 2016/679 und nur zur Erfüllung dieser Vereinbarung und zur Abrechnung der \
Finanzhilfe, und sie schützt diese Daten.
Daten, die für Kontrollen und Prüfungen benötigt werden, werden an die in Ziffer \
{clause_audits} genannten Stellen weitergegeben. Diese verarbeiten sie nach der Verordnung \
(EU) 2018/1725. Die Datenschutzerklärung des Portals nennt Verantwortliche, Fristen und \
Rechte.""",
    "force-majeure": """\
Eine Partei, die durch ein außergewöhnliches Ereignis verhindert ist, das sie nicht \
vorhersehen konnte, nicht verursacht hat und mit der gebotenen Sorgfalt nicht überwinden kann, \
verletzt keine Pflicht, solange das Ereignis andauert. Geldmangel, gewöhnliche Verspätungen \
von Verkehrsmitteln und Arbeitskämpfe im eigenen Betrieb sind keine solchen Ereignisse.
Sie teilt dies der anderen Partei unverzüglich im Portal mit, beschreibt dabei das Ereignis, \
seine voraussichtliche Dauer und seine Folgen und tut, was sie kann, um den Schaden zu \
begrenzen.""",
    "amendment": """\
Diese Vereinbarung wird nur schriftlich geändert, und zwar durch eine neue Version, die beide \
Parteien im Portal unterzeichnen. Keine Änderung erhöht den Betrag über die Obergrenze der \
Anlage II hinaus.
Wird ein Aufenthalt vor seinem Beginn um höchstens {notice_shift_days} Tage verschoben und \
bleiben die Zahl der Arbeitstage und der Betrag gleich, ist keine neue Version erforderlich: \
Eine Seite teilt die neuen Tage im Portal mit, die andere Seite bestätigt sie, und beide \
Cluster werden unterrichtet.
Eine Änderung des Aufenthalts, durch die sich die Zahl der Arbeitstage, der Gastgeber oder das \
Land ändert, erfordert zuvor eine neue Version des Commitments.""",
    "termination": """\
Bis zum ersten Tag kann jede Partei diese Vereinbarung beenden, indem sie den Austausch im \
Portal mit Begründung absagt. Dann ist nichts geschuldet, und keine Partei hat eine \
Entschädigung zu leisten.
Der Cluster kann sie jederzeit beenden, wenn der Besucher falsche Erklärungen abgegeben hat, \
wenn er seine Pflichten schwer verletzt und die Verletzung nicht innerhalb von 14 Tagen nach \
einer schriftlichen Mitteilung abgestellt hat, wenn er das Recht zur Teilnahme verloren hat \
oder wenn die Finanzhilfe selbst beendet wird.""",
    "law": """\
Diese Vereinbarung unterliegt dem für die Finanzhilfe geltenden Recht der Europäischen Union \
und im Übrigen dem Recht von {law_country}.
Sind die Parteien uneinig, bitten sie zuerst die Programmkoordination um Vermittlung. Kommt \
innerhalb von 30 Tagen keine Einigung zustande, entscheiden die zuständigen Gerichte von \
{law_country}.""",
    "signatures": """\
Die Parteien unterzeichnen im Portal, der Besucher zuerst. Jede unterzeichnende Person \
bestätigt dabei ihre Identität durch Passwort, Code oder Passkey und unterzeichnet den \
Fingerabdruck (SHA-256) genau dieser Datei. Die Parteien sind sich einig, dass diese Form \
zwischen ihnen genügt.
Die unterzeichnete Fassung {signed_reference} führt beide Unterschriften auf und enthält diese \
Datei. Wird eine neue Version vorbereitet, bevor beide Parteien unterzeichnet haben, ersetzt \
sie die vorliegende, und eine Unterschrift unter der vorliegenden Version gilt nicht für die \
neue.""",
    "annex-commitment": """\
Das Commitment to Quality {commitment}, das alle vier Parteien unterzeichnet haben, ist \
Bestandteil dieser Vereinbarung. Es ist im Portal abgelegt, wo beide Parteien es jederzeit \
öffnen können. Der Fingerabdruck (SHA-256) des unterzeichneten Textes lautet \
{commitment_sha256}.""",
    "annex-calculation": """\
Der Betrag folgt aus diesen Zahlen nach den Regeln und Sätzen des Programms, die bei der \
Vorbereitung dieser Vereinbarung galten.""",
    "annex-presence": """\
Nach dem letzten Tag bestätigt der Gastgeber im Portal, an welchen der unten aufgeführten \
Arbeitstage der Vertreter des Besuchers teilgenommen hat. Die Bestätigung wird als eigenes \
Dokument ausgestellt und ist zusammen mit dieser Vereinbarung zu lesen.
Die dort bestätigten Arbeitstage sind die absolvierten Tage im Sinne von Ziffer \
{clause_reduction}.""",
    "annex-bank": """\
Der Besucher hat dieses Konto im Portal angegeben. Die vollständige Nummer wird dort mit \
beschränktem Zugriff aufbewahrt.
Wird nach den Unterschriften ein anderes Konto angegeben, so wird nichts gezahlt, bevor zwei \
Personen des Programms es bestätigt haben und die bis dahin bekannte Person unterrichtet \
worden ist.""",
    "annex-sme": """\
Der Besucher hat im Portal erklärt, dass er ein kleines oder mittleres Unternehmen im Sinne \
der Empfehlung 2003/361/EG ist: Er beschäftigt weniger als 250 Personen, und sein Jahresumsatz \
beträgt höchstens 50 Millionen Euro oder seine Jahresbilanzsumme höchstens 43 Millionen Euro, \
wobei Partnerunternehmen und verbundene Unternehmen nach Maßgabe dieser Empfehlung \
berücksichtigt sind.
Trifft dies nicht mehr zu, teilt der Besucher es dem Cluster mit, bevor er selbst \
unterzeichnet.""",
}
COMMITMENT: dict[str, str] = {
    "parties": """\
Dieses Commitment schließen der Besucher, der Gastgeber und ihre jeweiligen Partnercluster. Es \
legt fest, wozu der Austausch dient, was an jedem Tag geschieht und was alle Beteiligten \
beitragen.""",
    "changes": """\
Vor dem Aufenthalt wird der Text nur durch eine neue Version geändert, die alle vier Parteien \
erneut unterzeichnen. Eine Änderung innerhalb der Agenda, die Termine, Ort und Ziele unberührt \
lässt, erfordert keine neue Version: Die beiden Seiten teilen sie beiden Clustern im Portal \
mit.
Wird ein Aufenthalt um höchstens {notice_shift_days} Tage verschoben und bleibt die Zahl der \
Arbeitstage gleich, ist ebenfalls keine neue Version erforderlich: Eine Seite teilt die neuen \
Tage im Portal mit, und die andere Seite bestätigt sie.
Jede der vier Parteien kann vor dem ersten Tag mit einer im Portal angegebenen Begründung \
absagen. Der eine Besuch vor Ort, der dem Besucher zusteht, ist dann wieder frei.
Muss ein Aufenthalt abgebrochen werden, unterrichtet die betroffene Seite die anderen noch am \
selben Tag. Der Partnercluster des Besuchers hält den Grund und die absolvierten Tage fest; \
über diese berichten beide Seiten.
Kann eine Seite wegen eines Ereignisses, das sie weder vorhersehen noch verhindern konnte, \
ihre Zusagen nicht einhalten, verletzt sie keine Pflicht, solange dieses Ereignis andauert, \
sofern sie dies unverzüglich mitteilt.""",
    "data": """\
Das Portal speichert Namen, Funktionen und Kontaktdaten der Personen, die für die vier \
Parteien handeln, um den Austausch durchzuführen und die Finanzhilfe abzurechnen. \
Rechtsgrundlage sind dieses Commitment und die Berichtspflicht des Programms gegenüber der \
Europäischen Union. Die Datenschutzerklärung des Portals nennt die Verantwortlichen, die \
Fristen und die Rechte auf Auskunft, Berichtigung und Widerspruch.
Gastgeber und Besucher verwenden personenbezogene Daten, die sie voneinander erfahren, nur für \
diesen Austausch, schützen sie und löschen sie, wenn sie dafür nicht mehr benötigt werden.
Die Agentur und die zur Kontrolle der Finanzhilfe berechtigten Stellen der Europäischen Union \
dürfen dieses Commitment und die Berichte einsehen.""",
    "reporting": """\
Besucher und Gastgeber schreiben innerhalb von {report_days} Tagen nach dem letzten Tag \
jeweils einen Abschlussbericht im Portal, auch wenn der Aufenthalt abgebrochen wurde. Sie \
führen darin die Ergebnisse aus Abschnitt {clause_outcomes} erneut auf und geben an, welche \
erreicht wurden.
Der Gastgeber bestätigt, an welchen Tagen der Besucher teilgenommen hat. Der Partnercluster \
des Besuchers validiert den Bericht des Besuchers, der Partnercluster des Gastgebers den des \
Gastgebers.
Die Unterlagen zum Austausch werden fünf Jahre lang nach der letzten Zahlung der Agentur an \
die Partnerschaft aufbewahrt; das Portal teilt den Parteien mit, wann diese Frist beginnt und \
endet.""",
    "money": """\
Dieses Commitment regelt keine Zahlung. Der Gastgeber verlangt kein Entgelt und erhält keines.
Die Pauschale für Reise und Unterkunft, ihre Bedingungen und ihre Zahlung vereinbaren allein \
der Besucher und sein Partnercluster, und zwar in einer Finanzvereinbarung, die vor dem ersten \
Tag unterzeichnet wird. Ohne diese reist der Besucher auf eigene Kosten.""",
    "money-online": """\
Dieses Commitment regelt keine Zahlung. Ein Online-Austausch wird ohne Pauschale durchgeführt, \
und es wird keine Finanzvereinbarung geschlossen. Der Gastgeber verlangt kein Entgelt und \
erhält keines.""",
    "signatures": """\
Die vier Parteien unterzeichnen im Portal in dieser Reihenfolge: Besucher, Gastgeber, \
Partnercluster des Gastgebers, Partnercluster des Besuchers. Jede unterzeichnende Person \
bestätigt dabei ihre Identität durch Passwort, Code oder Passkey und unterzeichnet den \
kryptografischen Fingerabdruck (SHA-256) genau dieser Datei.
Das Commitment wird mit der vierten Unterschrift wirksam. Die unterzeichnete Fassung \
{signed_reference} führt die Unterschriften auf und enthält diese Datei. Gibt jemand den Text \
zurück, ersetzt eine neue Version die vorliegende, und Unterschriften unter der vorliegenden \
Version gelten nicht für die neue.""",
}
