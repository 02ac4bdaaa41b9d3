// Les liens d'une page (une initiative d'une liste, une MRC de la carte, une barre) ouvrent leur adresse sans recharger le tableau de bord :
// l'adresse change, et Streamlit la lit comme après un retour en arrière. Sans ce script, ce sont des liens ordinaires.

document.addEventListener("click", (evenement) => {
  const lien = evenement.target.closest?.("a.a-page, .a-dessin a");
  if (!lien || evenement.button || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || evenement.altKey) return;
  evenement.preventDefault();
  const adresse = new URL(lien.getAttribute("href"), location.href), autrePage = adresse.pathname !== location.pathname;
  history.pushState({}, "", adresse);
  dispatchEvent(new PopStateEvent("popstate"));
  if (autrePage) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
});
