"""The five work packages: number → (title, leading cluster, objective in our words, source).

One public page speaks of four work packages and lists five; the list is what both pages share.
"""

SOURCE = "https://zinnae.org/en/proyectos/blues-2/"
BOTH = f"{SOURCE} https://france-water-team.com/en/projet-blues/"

WORK_PACKAGES = {
    1: (
        "Skills upgrading and strategy building",
        "nanoprogress",
        "Raise what cluster managers know and can do, widen the services they offer, renew each "
        "partner's strategy and excellence label, and agree on a joint strategy that lasts.",
        BOTH,
    ),
    2: (
        "Joint activities",
        "mcict",
        "Work together across regions and from cluster to cluster, through open innovation and "
        "matching specialisation strategies.",
        BOTH,
    ),
    3: (
        "ClusterXchange pilot",
        "zinnae",
        "Make exchanges between clusters and their members happen across borders and sectors: "
        "fifty in total.",
        BOTH,
    ),
    4: (
        "Outreach and awareness",
        "aqua-valley",
        "Make the partnership and its results known, win participants and show what the members "
        "do.",
        BOTH,
    ),
    5: (
        "Management",
        "bnpt",
        "Coordinate the partnership; look after the Commitments to Quality, the contracts and "
        "Financial Agreements of the exchanges, and evaluate them.",
        SOURCE,
    ),
}
