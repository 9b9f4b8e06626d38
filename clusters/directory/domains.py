"""The web domain that belongs to one organisation alone."""

from urllib.parse import urlsplit

# Second-level registries of the countries that take part: there the third label is the owner's.
REGISTRIES = {
    "co.uk", "org.uk", "ac.uk", "ltd.uk", "plc.uk", "com.pl", "org.pl", "net.pl", "edu.pl",
    "waw.pl", "com.tr", "org.tr", "edu.tr", "com.ua", "org.ua", "in.ua", "com.es", "org.es",
    "com.pt", "org.pt", "com.fr", "asso.fr", "com.gr", "com.cy", "com.mt", "org.mt", "co.at",
    "or.at", "ac.at", "co.hu", "org.hu", "com.ro", "org.ro", "co.rs", "org.rs", "in.rs", "ac.rs",
    "com.mk", "org.mk", "co.me", "com.al", "org.al", "com.ba", "org.ba", "com.hr", "from.hr",
}  # fmt: skip
# Pages, shops and mailboxes that anybody may open there tell nothing about who they are.
SHARED = {
    "facebook.com", "linkedin.com", "instagram.com", "x.com", "twitter.com", "youtube.com",
    "google.com", "sites.google.com", "goo.gl", "linktr.ee", "wixsite.com", "wordpress.com",
    "blogspot.com", "weebly.com", "webnode.com", "webnode.cz", "jimdo.com", "jimdosite.com",
    "jimdofree.com", "squarespace.com", "godaddysites.com", "github.io", "gitlab.io",
    "netlify.app", "vercel.app", "web.app", "herokuapp.com", "azurewebsites.net",
    "business.site", "notion.site", "medium.com", "strato.de", "ionos.de", "one.com", "ovh.net",
    "gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "gmx.de", "gmx.net", "web.de",
    "t-online.de", "seznam.cz", "centrum.cz", "wp.pl", "onet.pl", "o2.pl", "interia.pl",
    "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "telefonica.net", "libero.it",
    "clustercollaboration.eu", "europa.eu",
}  # fmt: skip
PARTS_OF_A_REGISTRY = 2


def own_domain(address: str) -> str:
    """``example.org`` for https://www.example.org/en; empty where many share the domain."""
    host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").rstrip(".")
    parts = host.lower().split(".")
    if len(parts) < PARTS_OF_A_REGISTRY or parts[-1].isdigit():
        return ""
    length = 3 if ".".join(parts[-2:]) in REGISTRIES else PARTS_OF_A_REGISTRY
    domain = ".".join(parts[-length:])
    return "" if domain in SHARED or ".".join(parts[-3:]) in SHARED else domain[:253]
