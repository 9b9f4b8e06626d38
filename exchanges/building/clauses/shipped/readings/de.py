"""German: title and summary of each clause of the agreement and of the Commitment."""

AGREEMENT = {
    "parties": (
        "Parteien",
        "Wer die Vereinbarung schließt: der zahlende Cluster und der Besucher mit seinem "
        "Vertreter. Der Cluster gibt einen Teil der EU-Förderung weiter.",
    ),
    "subject": (
        "Gegenstand",
        "Der Cluster unterstützt den Austausch mit einer Pauschale für Reise und "
        "Unterkunft. Der Inhalt folgt aus dem unterzeichneten Commitment to Quality.",
    ),
    "period": (
        "Laufzeit",
        "In Kraft mit der zweiten Unterschrift, und zwar vor dem ersten Tag des "
        "Aufenthalts. Reisetage zählen nicht als Arbeitstage.",
    ),
    "amount": (
        "Betrag",
        "Die Pauschale, wie Anlage II sie Zeile für Zeile berechnet. Sie gilt für die "
        "Organisation als Ganzes und steigt nicht mit den Kosten.",
    ),
    "payment": (
        "Zahlung",
        "Eine Zahlung in Euro nach Abschluss des Austauschs und nach Prüfung von "
        "Berichten und Nachweisen. Kein Vorschuss. Das Konto wird nur im Portal geändert.",
    ),
    "evidence": (
        "Nachweise",
        "Was der Besucher im Portal einreicht: Reisenachweis, Nachweis der Unterkunft und "
        "Abschlussbericht; der Gastgeber bestätigt die Anwesenheit.",
    ),
    "reduction": (
        "Kürzung, Wegfall und Rückforderung",
        "Wann die Pauschale neu berechnet, gekürzt oder nicht gezahlt wird, und in "
        "welcher Frist zu viel Gezahltes zurückgeht.",
    ),
    "funding": (
        "Keine Doppelförderung, eigene Kosten, Steuern",
        "Keine andere EU-Förderung für dieselbe Reise. Mehrkosten trägt der Besucher. "
        "Steuerliche Angaben macht er selbst; Mehrwertsteuer fällt nicht an.",
    ),
    "conduct": (
        "Verhalten und Interessenkonflikte",
        "Der Austausch läuft nach Treu und Glauben, nach dem Recht und nach den Werten "
        "der EU. Interessenkonflikte werden sofort offengelegt.",
    ),
    "liability": (
        "Versicherung und Haftung",
        "Der Besucher versichert seinen Vertreter. Cluster, Partner, Agentur und EU "
        "haften nicht für Schäden, soweit das Recht dies zulässt.",
    ),
    "reports": (
        "Berichte",
        "Der Besucher reicht seinen Abschlussbericht fristgerecht ein; der Cluster prüft "
        "ihn. Bis zu zwei Jahre lang folgen kurze Fragen zu den Ergebnissen.",
    ),
    "visibility": (
        "Sichtbarkeit",
        "Wer über den Austausch spricht, zeigt das EU-Emblem und nennt die Förderung. EU "
        "und Partnerschaft dürfen Grunddaten veröffentlichen.",
    ),
    "records": (
        "Aufbewahrung",
        "Beide Parteien bewahren die Unterlagen fünf Jahre nach der letzten Zahlung der "
        "Agentur auf, bei laufenden Verfahren länger.",
    ),
    "audits": (
        "Kontrollen und Prüfungen",
        "Agentur, Kommission, OLAF und Rechnungshof dürfen die Durchführung prüfen. Der "
        "Besucher antwortet in der gesetzten Frist.",
    ),
    "data": (
        "Datenschutz",
        "Personenbezogene Daten werden nach der DSGVO nur für diese Vereinbarung und die "
        "Abrechnung der Förderung verarbeitet.",
    ),
    "force-majeure": (
        "Höhere Gewalt",
        "Wer durch ein außergewöhnliches Ereignis verhindert ist, verletzt keine Pflicht, "
        "wenn er es sofort meldet und den Schaden gering hält.",
    ),
    "amendment": (
        "Änderung",
        "Änderungen nur schriftlich durch eine neue Version mit beiden Unterschriften. "
        "Um wenige Tage lässt sich ein Aufenthalt durch eine Mitteilung im Portal "
        "verschieben. Die Obergrenze der Anlage II bleibt.",
    ),
    "termination": (
        "Beendigung",
        "Bis zum ersten Tag kann jede Partei mit Begründung absagen. Der Cluster kann aus "
        "wichtigen Gründen jederzeit beenden.",
    ),
    "law": (
        "Recht und Gerichte",
        "Es gelten das EU-Recht der Förderung und im Übrigen das Recht des Landes des "
        "Clusters. Vor Gericht steht die Vermittlung.",
    ),
    "signatures": (
        "Unterschriften",
        "Unterschrieben wird im Portal, zuerst vom Besucher. Unterzeichnet wird der "
        "Fingerabdruck (SHA-256) genau dieser Datei.",
    ),
    "annex-commitment": (
        "Anlage I: Commitment to Quality",
        "Das von allen vier Parteien unterzeichnete Commitment gehört zur Vereinbarung und "
        "lässt sich im Portal jederzeit öffnen.",
    ),
    "annex-calculation": (
        "Anlage II: Berechnungsblatt",
        "Die Zahlen, aus denen der Betrag nach den Regeln und Sätzen des Programms folgt.",
    ),
    "annex-presence": (
        "Anlage III: Anwesenheitsbestätigung",
        "Der Gastgeber bestätigt nach dem letzten Tag im Portal, an welchen Arbeitstagen "
        "der Vertreter des Besuchers teilgenommen hat.",
    ),
    "annex-bank": (
        "Anlage IV: Bankformular",
        "Das im Portal angegebene Konto; auf ein später angegebenes wird erst gezahlt, wenn "
        "zwei Personen des Programms es bestätigt haben und die bisher bekannte Person "
        "unterrichtet ist.",
    ),
    "annex-sme": (
        "Anlage V: Erklärung des Besuchers",
        "Der Besucher erklärt, ein kleines oder mittleres Unternehmen zu sein, und meldet "
        "vor seiner Unterschrift, wenn dies nicht mehr zutrifft.",
    ),
}
COMMITMENT = {
    "parties": (
        "Parteien und Rollen",
        "Besucher, Gastgeber und ihre Partnercluster legen fest, wozu der Austausch dient, "
        "was an jedem Tag geschieht und was alle beitragen.",
    ),
    "changes": (
        "Änderung, Unterbrechung und Absage",
        "Wann eine neue Version mit vier Unterschriften nötig ist, wann eine Mitteilung im "
        "Portal genügt und was bei Absage, Abbruch oder Verhinderung gilt.",
    ),
    "data": (
        "Datenschutz",
        "Personenbezogene Daten dienen nur dem Austausch und der Abrechnung der Förderung; "
        "Agentur und EU-Stellen dürfen Commitment und Berichte einsehen.",
    ),
    "reporting": (
        "Berichte",
        "Besucher und Gastgeber schreiben fristgerecht je einen Abschlussbericht, den ihr "
        "Partnercluster validiert; die Unterlagen werden fünf Jahre aufbewahrt.",
    ),
    "money": (
        "Hier wird keine Zahlung geregelt",
        "Der Gastgeber erhält kein Entgelt; die Pauschale vereinbaren allein der Besucher "
        "und sein Partnercluster in einer Finanzvereinbarung.",
    ),
    "money-online": (
        "Hier wird keine Zahlung geregelt",
        "Für einen Online-Austausch gibt es weder Pauschale noch Finanzvereinbarung, und "
        "der Gastgeber erhält kein Entgelt.",
    ),
    "signatures": (
        "Unterschriften",
        "Die vier Parteien unterzeichnen im Portal in fester Reihenfolge den Fingerabdruck "
        "(SHA-256) genau dieser Datei; mit der vierten Unterschrift wird das Commitment "
        "wirksam.",
    ),
}
