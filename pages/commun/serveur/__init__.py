"""What stands between the browser and Streamlit: French, compression, headers, errors, addresses, counts, start and stop."""

from typing import Any

from starlette.middleware import Middleware

from analytics.publications import StoreUnavailable
from pages.commun.serveur.assets import FrenchAssets
from pages.commun.serveur.errors import no_store, not_found, server_error, show_incident
from pages.commun.serveur.headers import SecurityHeaders
from pages.commun.serveur.passages import Passages
from pages.commun.serveur.replique import StickyReplica
from pages.commun.serveur.routes import home_route, watch_routes
from pages.commun.serveur.startup import lifespan


def service(home: str) -> dict[str, Any]:
    """Give the arguments of `streamlit.starlette.App` for an app whose home page is called `home`."""
    # Imported here: pages import this package for its base path, and these routes import what the pages share.
    from pages.commun.acces import aller_retour, routes, secret
    from pages.commun.seance.lecteurs import may_read
    from pages.commun.seance.projection import projection_route

    secret.donner_un_secret()
    return {
        "lifespan": lifespan,
        "middleware": [
            Middleware(SecurityHeaders),
            Middleware(StickyReplica),
            Middleware(Passages),
            Middleware(FrenchAssets),
            Middleware(aller_retour.AllerRetour),
        ],
        "routes": [home_route(home), *routes.routes(), *watch_routes(), projection_route(may_read)],
        "on_script_error": show_incident,
        "exception_handlers": {404: not_found, 500: server_error, StoreUnavailable: no_store},
    }
