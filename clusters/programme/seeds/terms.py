"""The code lists. Labels are marked for translation here and translated where they are shown."""

from django.utils.translation import gettext_noop as _

from clusters.programme.models import Term
from clusters.programme.seeds import sources

TERMS = {
    Term.Kind.ACTIVITY: (
        sources.ABOUT,
        {
            "capacity-building": _("Individual or group capacity building"),
            "sharing-knowledge": _("Sharing knowledge and experience"),
            "project-development": _("Project development, innovation and research"),
            "market-research": _("Market research"),
            "networking": _("Networking, finding partners, business opportunities"),
        },
    ),
    Term.Kind.AIM: (
        sources.ABOUT,
        {
            "learn": _("Learn from another cluster or country"),
            "new-markets": _("Explore growth in new markets"),
            "take-up-technology": _("Take up technology, digital or low-carbon solutions"),
            "interregional": _("Invest in strategic collaboration between regions"),
        },
    ),
    Term.Kind.TOPIC: (
        f"list of this portal, with the working groups of {sources.WATER_GROUPS}",
        {
            "drinking-water": _("Drinking water"),
            "wastewater": _("Wastewater and reuse"),
            "irrigation": _("Irrigation"),
            "industrial-water": _("Industrial water"),
            "sensors": _("Sensors and monitoring"),
            "membranes": _("Membranes"),
            "micropollutants": _("Micropollutants and antimicrobial resistance"),
            "digital-water": _("Digital water"),
            "climate-resilience": _("Climate resilience"),
            "water-energy-food": _("Water, energy and food together"),
            "plasma": _("Plasma treatment"),
            "nanofibres": _("Nanofibre filtration"),
            "circular-economy": _("Circular economy"),
            "leakage": _("Leakage and networks"),
        },
    ),
    Term.Kind.INDUSTRY: (
        sources.PANORAMA,
        {
            "advanced-packaging": _("Advanced packaging"),
            "biopharmaceuticals": _("Biopharmaceuticals"),
            "blue-growth": _("Blue growth industries"),
            "creative": _("Creative industries"),
            "digital": _("Digital industries"),
            "environmental": _("Environmental industries"),
            "experience": _("Experience industries"),
            "logistics": _("Logistical services"),
            "medical-devices": _("Medical devices"),
            "mobility": _("Mobility technologies"),
        },
    ),
    Term.Kind.ECOSYSTEM: (
        sources.ECOSYSTEMS,
        {
            "aerospace-defence": _("Aerospace and defence"),
            "agri-food": _("Agri-food"),
            "construction": _("Construction"),
            "cultural-creative": _("Cultural and creative industries"),
            "digital": _("Digital"),
            "electronics": _("Electronics"),
            "energy-intensive": _("Energy-intensive industries"),
            "renewables": _("Renewable energy"),
            "health": _("Health"),
            "mobility": _("Mobility, transport and automotive"),
            "proximity": _("Proximity, social economy and civil society"),
            "retail": _("Retail"),
            "textiles": _("Textiles"),
            "tourism": _("Tourism"),
        },
    ),
    Term.Kind.OUTCOME: (
        sources.STORIES,
        {
            "joint-project": _("New joint project"),
            "new-membership": _("Membership in another cluster"),
            "technology-transfer": _("Technology transfer"),
            "market-access": _("Access to a new market"),
            "commercial-agreement": _("Commercial agreement"),
            "skills": _("Better skills"),
            "cross-sector": _("Cooperation across sectors"),
        },
    ),
}
