"""French: the full words of each clause, for reading. Nobody has reviewed them yet."""

AGREEMENT: dict[str, str] = {
    "parties": """\
Le présent accord est conclu entre {cluster} (« le Cluster ») et {visitor} (« le Visiteur »). \
Lors de l’échange, le Visiteur est représenté par {representative}.
Le Cluster agit en qualité de partenaire de {programme} au titre de la convention de \
subvention {grant_number} conclue avec l’Union européenne et transmet, par le présent accord, \
une partie de cette subvention.""",
    "subject": """\
Le Cluster soutient l’échange {exchange} du Visiteur chez {host} à {host_place} par une somme \
forfaitaire unique, à titre de contribution au voyage et à l’hébergement.
Le contenu de l’échange découle du Commitment to Quality {commitment}, signé par les quatre \
parties (annexe I). L’empreinte (SHA-256) du texte signé est {commitment_sha256}.
Pour les questions financières, le présent accord prévaut ; pour le contenu du séjour, c’est \
le Commitment qui prévaut.""",
    "period": """\
Le présent accord entre en vigueur lorsque la seconde des parties l’a signé, ce qui doit avoir \
lieu avant le premier jour du séjour. Un texte signé par une seule partie n’engage personne.
Le séjour dure du {first_day} au {last_day} et compte {working_days} jours ouvrables. Les \
jours de voyage ne sont pas comptés.
L’accord prend fin lorsque les deux parties se sont acquittées de leurs obligations. Les \
articles {clause_reduction}, {clause_records}, {clause_audits} et {clause_data} restent \
applicables au-delà.""",
    "amount": """\
La somme forfaitaire s’élève à {amount} ({amount_in_words}).
Elle est calculée à partir du plafond applicable au pays de l’hôte, du nombre de jours \
ouvrables et de la distance entre les deux organisations, comme l’annexe II le montre ligne \
par ligne.
Il s’agit d’une somme unique pour l’organisation visiteuse, quels que soient le nombre de \
personnes qui voyagent et les frais réels. Elle n’est pas augmentée si les frais sont plus \
élevés.""",
    "payment": """\
Le Cluster paie en un seul versement, en euros, dans les {payment_days} jours suivant \
l’achèvement de l’échange, c’est-à-dire une fois que les rapports finaux ont été validés et \
que les justificatifs visés à l’article {clause_evidence} figurent au dossier. Aucune avance \
n’est versée.
Le paiement est effectué sur le compte dont {account_holder} est titulaire, IBAN {account} \
(affiché en partie ; le numéro complet est conservé dans le formulaire bancaire, annexe IV, \
accessible au seul responsable financier).
Tant que les deux parties n’ont pas signé, le compte ne se change que dans le portail ; en cas \
de changement, une nouvelle version du présent accord est ensuite signée. Le Cluster n’accepte \
jamais un changement de compte par courriel ou par téléphone. Chaque partie supporte les frais \
de sa propre banque.""",
    "evidence": """\
Le Visiteur remet dans le portail, dans les {report_days} jours suivant le dernier jour :
- la preuve du voyage, par exemple des billets ou des cartes d’embarquement portant le nom et \
la date
- la preuve de l’hébergement, par exemple une facture ou une réservation dont l’utilisation \
est confirmée
- son rapport final ; le rapport final de l’hôte et son attestation de présence (annexe III) \
sont remis par l’hôte""",
    "reduction": """\
La somme forfaitaire est due pour un séjour qui a eu lieu comme convenu. Si moins de jours \
ouvrables ont été accomplis, la somme est recalculée pour les jours accomplis, selon les mêmes \
règles et les mêmes taux : moins de {full_sum_days} jours ouvrables donnent droit à la moitié \
du plafond, et un séjour de moins de {shortest_stay_days} jours ouvrables ne donne droit à \
rien.
Si un cas de force majeure, documenté par le Visiteur, a mis fin à un séjour déjà commencé, la \
somme correspondant à la durée minimale de séjour reste due.
Rien n’est dû si le séjour n’a pas eu lieu, si le rapport ou les justificatifs font toujours \
défaut après un rappel écrit assorti d’un délai de 14 jours, ou si une déclaration sur \
laquelle repose le présent accord était fausse.
Ce qui a été versé sans être dû est remboursé dans les 30 jours suivant une demande motivée, \
après que le Visiteur a disposé de 14 jours pour présenter ses observations.""",
    "funding": """\
Le Visiteur déclare qu’aucun autre financement provenant du budget de l’Union européenne ne \
couvre le même voyage et le même hébergement, et informe sans délai le Cluster de tout \
changement à cet égard.
Les frais dépassant la somme forfaitaire, ainsi que tous les frais autres que ceux de voyage \
et d’hébergement, restent à la charge du Visiteur.
Le Visiteur déclare la somme à son administration fiscale lorsque la loi qui lui est \
applicable l’exige. La somme constitue un soutien et non un prix ; elle est versée sans taxe \
sur la valeur ajoutée.""",
    "conduct": """\
Le Visiteur réalise l’échange de bonne foi et dans le respect du Commitment, du droit, ainsi \
que des valeurs et des principes éthiques de l’Union européenne, et n’exerce de discrimination \
à l’égard de personne.
Chaque partie évite les situations dans lesquelles des liens familiaux, un intérêt économique \
ou d’autres intérêts communs pourraient influencer ses décisions relatives au présent accord, \
et les signale sans délai si elles se présentent. Toute personne concernée s’abstient de toute \
décision relative au présent accord.""",
    "liability": """\
Le Visiteur assure son représentant pour le voyage et le séjour et déclare cette assurance \
dans le portail avant le premier jour. La somme forfaitaire ne couvre pas de prime d’assurance \
distincte.
Le Cluster, les autres partenaires, l’agence et l’Union européenne ne répondent pas des \
dommages que le Visiteur ou son représentant subit ou cause en lien avec l’échange, sauf si la \
loi interdit une telle exclusion.""",
    "reports": """\
Le Visiteur remet son rapport final dans le portail dans les {report_days} jours suivant le \
dernier jour. Le Cluster le valide dans un délai de {validation_days} jours ou le renvoie en \
indiquant le motif ; le Visiteur le complète alors.
Pendant deux ans au plus, le Visiteur répond à de brèves questions du programme sur les \
résultats.""",
    "visibility": """\
Chaque fois que le Visiteur communique sur l’échange, il montre l’emblème de l’Union \
européenne, cite le financement (« {funding_line} ») et indique clairement que le contenu \
exprime son propre point de vue. Aucun autre emblème n’est mis davantage en évidence.
L’Union européenne et le partenariat peuvent publier le nom du Visiteur, le pays, l’objet de \
l’échange et le montant du soutien, comme l’exige la législation sur la transparence.""",
    "records": """\
Les deux parties conservent le présent accord, les justificatifs et la preuve du paiement \
pendant cinq ans après le dernier paiement de l’agence au partenariat, et plus longtemps tant \
qu’un audit, une réclamation ou une procédure est en cours.
Le portail indique au Visiteur quand cette période commence et quand elle prend fin. Les \
documents électroniques revêtus d’un cachet valent originaux dans la mesure où le droit \
applicable le permet.""",
    "audits": """\
L’agence ({agency}), la Commission européenne, l’Office européen de lutte antifraude (OLAF), \
la Cour des comptes européenne et toute personne habilitée par eux peuvent contrôler \
l’exécution du présent accord, sur pièces ou sur place, pendant sa durée et pendant la période \
prévue à l’article {clause_records}. Le Visiteur leur accorde les mêmes droits que ceux que le \
Cluster leur a accordés.
Le Visiteur répond à leurs demandes, y compris à celles que le Cluster présente en leur nom, \
dans le délai fixé, qui est d’au moins dix jours ouvrables.""",
    "data": """\
Chaque partie traite les données à caractère personnel du présent accord conformément au \
règlement (UE) 2016/679, uniquement pour l’exécution du présent accord et pour la \
justification de la subvention, et les protège.
Les données nécessaires aux contrôles et aux audits sont transmises aux organismes mentionnés \
à l’article {clause_audits}. Ceux-ci les traitent conformément au règlement (UE) 2018/1725. La \
déclaration de confidentialité du portail indique les responsables du traitement, les durées \
et les droits.""",
    "force-majeure": """\
Une partie empêchée par un événement exceptionnel qu’elle ne pouvait pas prévoir, qu’elle n’a \
pas causé et qu’elle ne peut pas surmonter avec la diligence requise ne manque pas à ses \
obligations tant que l’événement dure. Le manque de fonds, les retards ordinaires des \
transports et les conflits du travail internes à cette partie ne constituent pas de tels \
événements.
Elle en informe l’autre partie sans délai, dans le portail, en décrivant l’événement, sa durée \
probable et ses conséquences, et fait ce qui est en son pouvoir pour limiter les dommages.""",
    "amendment": """\
Le présent accord n’est modifié que par écrit, par une nouvelle version signée par les deux \
parties dans le portail. Aucune modification ne porte la somme au-delà du plafond de l’annexe \
II.
Lorsqu’un séjour est déplacé, avant son début, de {notice_shift_days} jours au plus, sans \
changement du nombre de jours ouvrables ni de la somme, aucune nouvelle version n’est \
nécessaire : le Visiteur ou l’hôte communique les nouvelles dates dans le portail, l’autre les \
confirme, et les deux clusters en sont informés.
Une modification du séjour qui change le nombre de jours ouvrables, l’hôte ou le pays exige \
d’abord une nouvelle version du Commitment.""",
    "termination": """\
Jusqu’au premier jour, chaque partie peut mettre fin au présent accord en annulant l’échange \
dans le portail avec indication du motif. Rien n’est alors dû, et aucune des parties ne doit \
d’indemnité.
Le Cluster peut y mettre fin à tout moment si le Visiteur a fait de fausses déclarations, a \
gravement manqué à ses obligations sans y remédier dans les 14 jours suivant une notification \
écrite ou a perdu le droit de participer, ou s’il est mis fin à la subvention elle-même.""",
    "law": """\
Le présent accord est régi par le droit de l’Union européenne applicable à la subvention et, \
pour le reste, par le droit de l’État suivant : {law_country}.
En cas de désaccord, les parties demandent d’abord la médiation du coordinateur du programme. \
Si aucune entente n’est trouvée dans les 30 jours, les tribunaux compétents de cet État \
({law_country}) statuent.""",
    "signatures": """\
Les parties signent dans le portail, le Visiteur d’abord. Chaque signataire confirme alors son \
identité par mot de passe, code ou clé d’accès et signe l’empreinte (SHA-256) de ce fichier \
exactement. Les parties conviennent que cette forme est suffisante entre elles.
Le document signé {signed_reference} énumère les deux signatures et contient ce fichier. Si \
une nouvelle version est préparée avant que les deux parties aient signé, elle remplace la \
présente version, et une signature apposée sous celle-ci ne vaut pas pour la nouvelle.""",
    "annex-commitment": """\
Le Commitment to Quality {commitment}, signé par les quatre parties, fait partie intégrante du \
présent accord. Il est conservé dans le portail, où les deux parties peuvent l’ouvrir à tout \
moment. L’empreinte (SHA-256) du texte signé est {commitment_sha256}.""",
    "annex-calculation": """\
La somme résulte de ces chiffres selon les règles et les taux du programme qui étaient \
applicables lors de la préparation du présent accord.""",
    "annex-presence": """\
Après le dernier jour, l’hôte confirme dans le portail, parmi les jours ouvrables ci-dessous, \
ceux auxquels le représentant du Visiteur a participé. L’attestation est délivrée sous la \
forme d’un document distinct et se lit conjointement avec le présent accord.
Les jours ouvrables qui y sont confirmés sont les jours accomplis au sens de l’article \
{clause_reduction}.""",
    "annex-bank": """\
Le Visiteur a indiqué ce compte dans le portail. Le numéro complet y est conservé avec un \
accès restreint.
Si un autre compte est indiqué après les signatures, rien n’est payé avant que deux personnes \
du programme l’aient confirmé et que la personne connue jusque-là en ait été informée.""",
    "annex-sme": """\
Le Visiteur a déclaré dans le portail être une petite ou moyenne entreprise au sens de la \
recommandation 2003/361/CE : il occupe moins de 250 personnes, et son chiffre d’affaires \
annuel n’excède pas 50 millions d’euros ou le total de son bilan annuel n’excède pas 43 \
millions d’euros, les entreprises partenaires et les entreprises liées étant prises en compte \
comme le prévoit cette recommandation.
Si tel n’est plus le cas, le Visiteur en informe le Cluster avant de signer.""",
}
COMMITMENT: dict[str, str] = {
    "parties": """\
Le présent Commitment est conclu par le visiteur, l’hôte et le cluster partenaire de chacun \
d’eux. Il précise à quoi sert l’échange, ce qui se passe chaque jour et ce que chacun apporte.""",
    "changes": """\
Avant le séjour, le texte n’est modifié que par une nouvelle version que les quatre parties \
signent à nouveau. Un changement au sein du programme des journées qui laisse inchangés les \
dates, le lieu et les objectifs n’exige pas de nouvelle version : le visiteur et l’hôte en \
informent les deux clusters dans le portail.
Lorsqu’un séjour est déplacé de {notice_shift_days} jours au plus, sans changement du nombre \
de jours ouvrables, aucune nouvelle version n’est nécessaire non plus : le visiteur ou l’hôte \
communique les nouvelles dates dans le portail, et l’autre les confirme.
Chacune des quatre parties peut annuler avant le premier jour, en indiquant un motif dans le \
portail. L’unique visite sur place du visiteur redevient alors disponible.
Si un séjour doit être interrompu, la partie concernée en informe les autres le jour même. Le \
cluster partenaire du visiteur enregistre le motif et les jours accomplis ; le visiteur et \
l’hôte rendent compte de ces derniers.
Si une partie ne peut tenir ses engagements en raison d’un événement qu’elle ne pouvait ni \
prévoir ni empêcher, elle ne manque pas à ses obligations tant que cet événement dure, à \
condition de le signaler sans délai.""",
    "data": """\
Le portail conserve les noms, les fonctions et les coordonnées des personnes qui agissent pour \
les quatre parties, afin de mener l’échange et de justifier la subvention. La base juridique \
est constituée par le présent Commitment et par l’obligation du programme de rendre compte à \
l’Union européenne. La déclaration de confidentialité du portail indique les responsables du \
traitement, les durées et les droits d’accès, de rectification et d’opposition.
L’hôte et le visiteur n’utilisent que pour cet échange les données à caractère personnel \
qu’ils apprennent l’un de l’autre, les protègent et les effacent lorsqu’elles ne sont plus \
nécessaires à cette fin.
L’agence et les organismes de l’Union européenne habilités à contrôler la subvention peuvent \
consulter le présent Commitment et les rapports.""",
    "reporting": """\
Le visiteur et l’hôte rédigent chacun un rapport final dans le portail dans les {report_days} \
jours suivant le dernier jour, même si le séjour a été interrompu. Ils y reprennent les \
résultats de la section {clause_outcomes} et indiquent lesquels ont été atteints.
L’hôte confirme les jours auxquels le visiteur a participé. Le cluster partenaire du visiteur \
valide le rapport du visiteur, le cluster partenaire de l’hôte celui de l’hôte.
Les documents relatifs à l’échange sont conservés pendant cinq ans après le dernier paiement \
de l’agence au partenariat ; le portail indique aux parties quand cette période commence et \
prend fin.""",
    "money": """\
Le présent Commitment ne règle aucun paiement. L’hôte ne demande aucune rémunération et n’en \
reçoit aucune.
La somme forfaitaire pour le voyage et l’hébergement, ses conditions et son paiement sont \
convenus entre le visiteur et son cluster partenaire seuls, dans un accord financier signé \
avant le premier jour. En l’absence de cet accord, le visiteur voyage à ses propres frais.""",
    "money-online": """\
Le présent Commitment ne règle aucun paiement. Un échange en ligne se déroule sans somme \
forfaitaire, et aucun accord financier n’est conclu. L’hôte ne demande aucune rémunération et \
n’en reçoit aucune.""",
    "signatures": """\
Les quatre parties signent dans le portail dans cet ordre : visiteur, hôte, cluster partenaire \
de l’hôte, cluster partenaire du visiteur. Chaque signataire confirme alors son identité par \
mot de passe, code ou clé d’accès et signe l’empreinte cryptographique (SHA-256) de ce fichier \
exactement.
Le Commitment prend effet à la quatrième signature. Le document signé {signed_reference} \
énumère les signatures et contient ce fichier. Si quelqu’un renvoie le texte, une nouvelle \
version remplace la présente version, et les signatures apposées sous celle-ci ne valent pas \
pour la nouvelle.""",
}
