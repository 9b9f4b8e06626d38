"""Where the seeded facts were read. A fact that none of these states says so in its own note."""

ABOUT = "https://clustercollaboration.eu/clusterxchange/about"
AGENCY_CHANGE = "https://startatbest.eu/2021/04/07/eismea-set-up/"
APPROVALS = "https://clamtex.eu/faq-page"
BLUES_CALL = (
    "https://clustercollaboration.eu/community-news/"
    "financial-tool-smes-scaling-organisations-and-cluster-build-european"
)
BLUES_LUND = "https://futurebylund.se/projekt/europeiskt-klusterprojekt-soker-samarbete-i-lund"
BLUES_OLD = "https://zinnae.org/en/project/blues/"
BLUES_NEW = "https://zinnae.org/en/proyectos/blues-2/"
COSME_2018 = "https://eur-lex.europa.eu/legal-content/EN/TXT/HTML/?uri=CELEX:52021DC0685&from=ES"
ECOSYSTEMS = "https://clustercollaboration.eu/typology"
FAQ = "https://clustercollaboration.eu/clusterxchange/faqs"
HIGHEST_SUM = "https://clamtex.eu/clusterxchange"
HOW_TO = "https://www.clustercollaboration.eu/clusterxchange/how-can-i-participate"
PANORAMA = (
    "https://clustercollaboration.eu/eu-initiatives/"
    "trends-european-clusters-results-2019-european-panorama-trends-and-priority"
)
RATES = "https://www.open-eye.net/what-is-the-amount-of-funding/"
RATES_OF_2024 = (
    "https://europa.eu/youreurope/business/running-business/start-ups/"
    "erasmus-young-entrepreneurs/index_en.htm"
)
RATE_UNITED_KINGDOM = "https://www.voglioviverecosi.com/erasmus-per-i-giovani-imprenditori.html"
SECOND_PHASE = "https://hempclubproject.com/news/15-new-european-cluster-partnerships-excellence/"
SECOND_PHASE_HOSTS = "https://epixproject.eu/clusterxchange/"
STORIES = (
    "https://clustercollaboration.eu/content/"
    "final-cxc-webinar-best-practices-lessons-learnt-and-next-phase-clusterxchange"
)
WATER_GROUPS = (
    "https://impr-0001-1260-partners.eccp.hosted-temp.com/community-news/"
    "winning-days-first-winning-action-collaboration-between-france-water-team-zinnae"
)
