"""Deliverables and milestones. The list in the grant agreement is not public; these are proposals
drawn from the predecessor project and from what BLUES is known to have done.
"""

from datetime import date

PROPOSAL_SOURCE = "Proposed for this portal after the predecessor project INNO-DROP"

DELIVERABLES = [  # code, work package, title, due month
    ("D1.1", 1, "Training plan and report on skills gaps", 4),
    ("D1.2", 1, "Five updated strategies of the partners", 12),
    ("D1.3", 1, "Joint strategy and roadmap of the partnership", 20),
    ("D1.4", 1, "Portfolio of new and improved services", 18),
    ("D1.5", 1, "Report on the progress of excellence labels", 24),
    ("D2.1", 2, "Plan of joint activities", 5),
    ("D2.2a", 2, "Report on joint events and meetings, first", 12),
    ("D2.2b", 2, "Report on joint events and meetings, second", 24),
    ("D3.1", 3, "Implementation plan of the exchanges", 4),
    ("D3.2", 3, "Catalogue of hosts with welcome packs", 6),
    ("D3.3a", 3, "Progress report of the exchanges, first", 12),
    ("D3.3b", 3, "Progress report of the exchanges, second", 24),
    ("D4.1", 4, "Communication plan and visual identity", 3),
    ("D4.2", 4, "Web page, questions and answers, help desk", 3),
    ("D4.3", 4, "Success stories and final publication", 24),
    ("D5.1", 5, "Project handbook with templates of Commitment and Agreement", 3),
    ("D5.2", 5, "Interim report", 12),
    ("D5.3", 5, "Evaluation of the exchanges", 24),
    ("D5.4", 5, "Final report", 24),
]

MILESTONES = [  # code, work package, title, due month, reached on, source
    ("M-1", 5, "Kick-off", 1, None, ""),
    (
        "M-2",
        3,
        "Exchange tool online",
        8,
        date(2020, 9, 23),
        "http://klasterict.pl/en/2020/10/02/",
    ),
    (
        "M-3",
        3,
        "First exchange under way",
        12,
        date(2021, 1, 8),
        "https://clustercollaboration.eu/community-news/blues-virtual-exchange",
    ),
    ("M-4", 3, "25 exchanges completed", 18, None, ""),
    ("M-5", 3, "50 exchanges completed", 24, None, ""),
    (
        "M-6",
        1,
        "Strategies of all five partners updated",
        13,
        date(2021, 2, 25),
        "https://www.clustercollaboration.eu/community-news/"
        "blues-partnership-updated-their-individual-strategies",
    ),
    ("M-7", 4, "Final event", 24, None, ""),
]

NEEDED_EXCHANGES = {"M-4": 25, "M-5": 50}  # milestones that the portal counts itself
