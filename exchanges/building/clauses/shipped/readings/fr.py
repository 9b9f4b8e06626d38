"""French: title and summary of each clause of the agreement and of the Commitment."""

AGREEMENT = {
    "parties": (
        "Parties",
        "Qui conclut l’accord : le cluster payeur et le visiteur avec son représentant. "
        "Le cluster transmet une partie de la subvention de l’UE.",
    ),
    "subject": (
        "Objet",
        "Le cluster soutient l’échange par une somme forfaitaire pour le voyage et "
        "l’hébergement. Le contenu découle du Commitment to Quality signé.",
    ),
    "period": (
        "Durée",
        "En vigueur à la seconde signature, avant le premier jour du séjour. Les jours de "
        "voyage ne comptent pas comme jours ouvrables.",
    ),
    "amount": (
        "Montant",
        "La somme forfaitaire, calculée ligne par ligne à l’annexe II. Elle vaut pour "
        "l’organisation entière et n’augmente pas avec les frais.",
    ),
    "payment": (
        "Paiement",
        "Un seul versement en euros, après la fin de l’échange et la validation des "
        "rapports et justificatifs. Pas d’avance. Le compte ne se change que dans le "
        "portail.",
    ),
    "evidence": (
        "Justificatifs",
        "Ce que le visiteur remet dans le portail : preuve du voyage, preuve de "
        "l’hébergement et rapport final ; l’hôte confirme la présence.",
    ),
    "reduction": (
        "Réduction, non-paiement et recouvrement",
        "Quand la somme est recalculée, réduite ou non versée, et dans quel délai le "
        "trop-perçu est remboursé.",
    ),
    "funding": (
        "Pas de double financement, frais propres, impôts",
        "Aucun autre financement de l’UE pour le même voyage. Les frais supplémentaires "
        "restent au visiteur, qui déclare la somme si sa loi l’exige ; sans TVA.",
    ),
    "conduct": (
        "Conduite et conflits d’intérêts",
        "L’échange se déroule de bonne foi, dans le respect du droit et des valeurs de "
        "l’UE. Tout conflit d’intérêts est signalé aussitôt.",
    ),
    "liability": (
        "Assurance et responsabilité",
        "Le visiteur assure son représentant. Le cluster, les partenaires, l’agence et "
        "l’UE ne répondent pas des dommages, sauf si la loi l’interdit.",
    ),
    "reports": (
        "Rapports",
        "Le visiteur remet son rapport final dans le délai et le cluster le valide. "
        "Pendant deux ans, il répond à de brèves questions sur les résultats.",
    ),
    "visibility": (
        "Visibilité",
        "Qui communique sur l’échange montre l’emblème de l’UE et cite le financement. "
        "L’UE et le partenariat peuvent publier les données de base.",
    ),
    "records": (
        "Conservation des documents",
        "Les deux parties conservent les documents cinq ans après le dernier paiement de "
        "l’agence, plus longtemps si une procédure est en cours.",
    ),
    "audits": (
        "Contrôles et audits",
        "L’agence, la Commission, l’OLAF et la Cour des comptes peuvent contrôler "
        "l’exécution. Le visiteur répond dans le délai fixé.",
    ),
    "data": (
        "Protection des données",
        "Les données personnelles sont traitées selon le RGPD, uniquement pour cet accord "
        "et pour la justification de la subvention.",
    ),
    "force-majeure": (
        "Force majeure",
        "Qui est empêché par un événement exceptionnel n’est pas en faute, s’il le "
        "signale aussitôt et limite les dommages.",
    ),
    "amendment": (
        "Modification",
        "Par écrit uniquement, par une nouvelle version signée des deux parties. Un séjour "
        "peut être déplacé de quelques jours par une communication dans le portail. Le "
        "plafond de l’annexe II demeure.",
    ),
    "termination": (
        "Résiliation",
        "Jusqu’au premier jour, chaque partie peut annuler en donnant un motif. Le "
        "cluster peut résilier à tout moment pour des motifs graves.",
    ),
    "law": (
        "Droit et tribunaux",
        "S’appliquent le droit de l’UE régissant la subvention et, pour le reste, le "
        "droit du pays du cluster. La médiation précède les tribunaux.",
    ),
    "signatures": (
        "Signatures",
        "On signe dans le portail, le visiteur d’abord. Est signée l’empreinte (SHA-256) "
        "de ce fichier exactement.",
    ),
    "annex-commitment": (
        "Annexe I : Commitment to Quality",
        "Le Commitment signé par les quatre parties fait partie de l’accord et peut être "
        "ouvert à tout moment dans le portail.",
    ),
    "annex-calculation": (
        "Annexe II : Fiche de calcul",
        "Les chiffres dont résulte la somme, selon les règles et les taux du programme.",
    ),
    "annex-presence": (
        "Annexe III : Attestation de présence",
        "Après le dernier jour, l’hôte confirme dans le portail les jours ouvrables "
        "auxquels le représentant du visiteur a participé.",
    ),
    "annex-bank": (
        "Annexe IV : Formulaire bancaire",
        "Le compte indiqué dans le portail ; rien n’est payé sur un compte indiqué plus "
        "tard avant que deux personnes du programme l’aient confirmé et que la personne "
        "connue jusque-là soit informée.",
    ),
    "annex-sme": (
        "Annexe V : Déclaration du Visiteur",
        "Le visiteur déclare être une petite ou moyenne entreprise et signale avant de "
        "signer si tel n’est plus le cas.",
    ),
}
COMMITMENT = {
    "parties": (
        "Parties et rôles",
        "Le visiteur, l’hôte et leurs clusters partenaires précisent à quoi sert l’échange, "
        "ce qui se passe chaque jour et ce que chacun apporte.",
    ),
    "changes": (
        "Changements, interruption et annulation",
        "Quand il faut une nouvelle version signée par les quatre parties, quand une "
        "communication dans le portail suffit, et ce qui vaut en cas d’annulation, "
        "d’interruption ou d’empêchement.",
    ),
    "data": (
        "Protection des données",
        "Les données personnelles ne servent qu’à l’échange et à la justification de la "
        "subvention ; l’agence et les organismes de l’UE peuvent consulter le Commitment et "
        "les rapports.",
    ),
    "reporting": (
        "Rapports",
        "Le visiteur et l’hôte remettent chacun dans le délai un rapport final, que valide "
        "leur cluster partenaire ; les documents sont conservés cinq ans.",
    ),
    "money": (
        "Aucun paiement n’est réglé ici",
        "L’hôte ne reçoit aucune rémunération ; la somme forfaitaire est convenue entre le "
        "visiteur et son cluster partenaire seuls, dans un accord financier.",
    ),
    "money-online": (
        "Aucun paiement n’est réglé ici",
        "Un échange en ligne se déroule sans somme forfaitaire ni accord financier, et "
        "l’hôte ne reçoit aucune rémunération.",
    ),
    "signatures": (
        "Signatures",
        "Les quatre parties signent dans le portail, dans un ordre fixé, l’empreinte "
        "(SHA-256) de ce fichier exactement ; le Commitment prend effet à la quatrième "
        "signature.",
    ),
}
