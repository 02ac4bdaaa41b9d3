// La séance : une diapositive à la fois, au clavier, au doigt ou à la télécommande. Rien n'est demandé à personne.
"use strict";

const racine = document.documentElement;
const diapos = [...document.querySelectorAll(".diapo")];
const notes = JSON.parse(document.getElementById("notes").textContent);
const commandes = document.getElementById("commandes"), plan = document.getElementById("plan"), noir = document.getElementById("noir");
const debut = Date.now();
let rang = 0, fenetre = null;

// --- Les figures : dessinées à la taille des pages, puis agrandies d'un bloc, textes compris, pour remplir leur place.

const telephone = matchMedia("(max-width: 700px)"), LARGEUR_DE_TELEPHONE = 340;

function agrandir(boite) {
  const toile = boite.firstElementChild, carte = boite.classList.contains("carte");
  const naturelle = Number(boite.dataset.hauteur), utile = telephone.matches && !carte ? LARGEUR_DE_TELEPHONE : Number(boite.dataset.largeur);
  const defile = telephone.matches && !racine.classList.contains("impression");
  // Sur un téléphone, la page défile : chaque figure y prend la hauteur qu'il lui faut.
  boite.style.height = defile ? `${(naturelle * boite.clientWidth) / utile}px` : "";
  const echelle = Math.min(boite.clientHeight / naturelle, boite.clientWidth / utile);
  toile.style.width = `${carte ? utile : boite.clientWidth / echelle}px`;
  toile.style.transform = `scale(${echelle})`;
}

function preparer(diapo) {
  diapo.querySelectorAll(".dessin").forEach(agrandir);
  resserrer(diapo);
  diapo.querySelectorAll(".dessin").forEach(agrandir);
}

// Le texte grandit tant que la diapositive n'est pas pleine, et rapetisse si elle l'est trop, jamais sous les trois quarts; au-delà, il défile.
function resserrer(diapo) {
  for (const bloc of diapo.querySelectorAll(".defile, .cote")) {
    const liste = bloc.querySelector(".liste");
    liste?.classList.remove("longue");
    bloc.style.zoom = "";
    if (deborde(bloc)) liste?.classList.add("longue");
    for (let zoom = bloc.matches(".cote") ? 1 : 1.35; zoom > 0.74; zoom -= 0.05) {
      bloc.style.zoom = zoom;
      if (!deborde(bloc)) break;
    }
  }
}

const deborde = (bloc) => bloc.scrollHeight > bloc.clientHeight + 1;

function preparerTout() {
  diapos.forEach(preparer);
  racine.dataset.prete = "oui";
}

// Ce qu'une marque dit quand on la montre, en grand : l'infobulle du navigateur serait trop petite pour la salle.
const bulle = document.getElementById("bulle");
for (const titre of document.querySelectorAll(".dessin title")) {
  titre.parentElement.dataset.dit = titre.textContent;
  titre.remove();
}
addEventListener("pointermove", (evenement) => {
  const marque = evenement.target.closest?.("[data-dit]");
  bulle.hidden = !marque;
  if (!marque) return;
  bulle.textContent = marque.dataset.dit;
  const droite = evenement.clientX > innerWidth * 0.6;
  bulle.style.left = `${evenement.clientX + (droite ? -bulle.offsetWidth - 14 : 14)}px`;
  bulle.style.top = `${Math.max(4, evenement.clientY - bulle.offsetHeight - 10)}px`;
});

// --- Aller d'une diapositive à l'autre

function montrer(demande, { focus = true } = {}) {
  rang = Math.max(0, Math.min(diapos.length - 1, demande));
  diapos.forEach((diapo, autre) => {
    diapo.classList.toggle("montree", autre === rang);
    diapo.inert = autre !== rang;
  });
  preparer(diapos[rang]);
  history.replaceState(null, "", `#${encodeURIComponent(diapos[rang].dataset.cle)}`);
  document.getElementById("rang").textContent = `${rang + 1} / ${diapos.length}`;
  if (focus) diapos[rang].focus({ preventScroll: true });
  diapos[rang].scrollTop = 0;
  direAuPresentateur();
}

function depuisLAdresse() {
  const demande = decodeURIComponent(location.hash.slice(1));
  const trouve = diapos.findIndex((diapo) => diapo.dataset.cle === demande);
  return trouve >= 0 ? trouve : /^\d+$/.test(demande) ? Number(demande) - 1 : 0;
}

const FAIRE = {
  suivante: () => montrer(rang + 1),
  precedente: () => montrer(rang - 1),
  premiere: () => montrer(0),
  derniere: () => montrer(diapos.length - 1),
  ecran: () => (document.fullscreenElement ? document.exitFullscreen() : racine.requestFullscreen()),
  notes: ouvrirLesNotes,
  plan: () => (plan.open ? plan.close() : ouvrirLePlan()),
  noir: () => { noir.hidden = !noir.hidden; },
  imprimer: () => print(),
  sortir: sortir,
};

const TOUCHES = {
  ArrowRight: "suivante", ArrowDown: "suivante", PageDown: "suivante", " ": "suivante", Enter: "suivante",
  ArrowLeft: "precedente", ArrowUp: "precedente", PageUp: "precedente", Backspace: "precedente",
  Home: "premiere", End: "derniere", Escape: "sortir", f: "ecran", n: "notes", p: "plan", i: "imprimer", ".": "noir", b: "noir",
};

function touche(evenement) {
  if (evenement.ctrlKey || evenement.metaKey || evenement.altKey || plan.open) return;
  if (["Enter", " "].includes(evenement.key) && evenement.target.closest?.("button, a")) return;
  if (["ArrowDown", "ArrowUp"].includes(evenement.key) && defileEncore(evenement)) return;
  const nom = evenement.key === " " && evenement.shiftKey ? "precedente" : TOUCHES[evenement.key.length === 1 ? evenement.key.toLowerCase() : evenement.key];
  if (!nom) return;
  evenement.preventDefault();
  if (!noir.hidden) noir.hidden = true;
  else FAIRE[nom]();
}

// Les flèches du haut et du bas défilent d'abord ce qui déborde.
function defileEncore(evenement) {
  const bloc = evenement.target.closest?.(".defile");
  return bloc && deborde(bloc);
}

// En plein écran, Échap en sort (le navigateur s'en charge); hors plein écran, elle ramène d'où l'on vient.
function sortir() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (racine.dataset.retour) location.assign(racine.dataset.retour);
}

function ouvrirLePlan() {
  const liste = plan.querySelector("ol");
  liste.replaceChildren(...diapos.map((diapo, autre) => {
    const ligne = document.createElement("li"), bouton = document.createElement("button");
    bouton.type = "button";
    bouton.textContent = diapo.querySelector("h1").textContent;
    if (autre === rang) bouton.setAttribute("aria-current", "true");
    bouton.addEventListener("click", () => { plan.close(); montrer(autre); });
    ligne.append(bouton);
    return ligne;
  }));
  plan.showModal();
  liste.querySelector("[aria-current]").focus();
}

// --- Les notes, dans une fenêtre que la salle ne voit pas : elle suit la séance et la commande aussi.

function ouvrirLesNotes() {
  fenetre = open("", "notes-de-la-seance", "popup,width=900,height=760");
  if (!fenetre) return;
  fenetre.document.documentElement.lang = "fr-CA";
  const style = fenetre.document.createElement("style");
  style.textContent = `body { font: 24px/1.5 SourceSans3, "Source Sans 3", Arial, sans-serif; margin: 1.5rem 2rem; color: ${couleur("--text")}; background: ${couleur("--background")}; }
    h1 { font-size: 1.25em; line-height: 1.25; } p { margin: .6em 0; } .quiet { opacity: .86; font-size: .8em; }`;
  fenetre.document.head.replaceChildren(style);
  fenetre.document.title = "Notes de la séance";
  fenetre.document.onkeydown = touche;
  direAuPresentateur();
}

const couleur = (nom) => getComputedStyle(racine).getPropertyValue(nom);

function direAuPresentateur() {
  if (!fenetre || fenetre.closed) return;
  const suivante = notes[rang + 1];
  fenetre.document.body.replaceChildren(
    ligne("p", `Diapositive ${rang + 1} de ${notes.length}`, "quiet"),
    ligne("h1", notes[rang].titre),
    ...notes[rang].notes.split("\n").map((texte) => ligne("p", texte)),
    ligne("p", suivante ? `Ensuite : ${suivante.titre}` : "Dernière diapositive.", "quiet"),
    Object.assign(ligne("p", "", "quiet"), { id: "heure" }),
  );
  direLHeure();
}

function ligne(balise, texte, classe = "") {
  return Object.assign(fenetre.document.createElement(balise), { textContent: texte, className: classe });
}

function direLHeure() {
  const bas = fenetre && !fenetre.closed && fenetre.document.getElementById("heure");
  if (!bas) return;
  const minutes = Math.floor((Date.now() - debut) / 60000);
  bas.textContent = `${new Date().toLocaleTimeString("fr-CA", { hour: "2-digit", minute: "2-digit" })}, ouverte depuis ${minutes} min`;
}

// --- Le papier : une diapositive par page, figures à la taille de la page.

function imprimer(commence) {
  racine.classList.toggle("impression", commence);
  diapos.forEach((diapo) => { diapo.inert = !commence && !diapo.classList.contains("montree"); preparer(diapo); });
}

// --- Ce que l'on écoute

let pose = 0, doigt = null;
addEventListener("keydown", touche);
addEventListener("hashchange", () => montrer(depuisLAdresse()));
addEventListener("beforeprint", () => imprimer(true));
addEventListener("afterprint", () => imprimer(false));
addEventListener("resize", () => { clearTimeout(pose); pose = setTimeout(preparerTout, 120); preparer(diapos[rang]); });
addEventListener("pagehide", () => fenetre?.close());
commandes.addEventListener("click", (evenement) => FAIRE[evenement.target.closest("button")?.dataset.fait]?.());
addEventListener("touchstart", (evenement) => { doigt = evenement.touches.length === 1 ? evenement.touches[0].clientX : null; }, { passive: true });
addEventListener("touchend", (evenement) => {
  const bouge = doigt === null ? 0 : evenement.changedTouches[0].clientX - doigt;
  if (Math.abs(bouge) > 70) FAIRE[bouge < 0 ? "suivante" : "precedente"]();
}, { passive: true });
let repos = 0;
addEventListener("mousemove", () => {
  commandes.classList.remove("repos");
  clearTimeout(repos);
  repos = setTimeout(() => commandes.classList.add("repos"), 2500);
});
setInterval(direLHeure, 10000);

montrer(depuisLAdresse(), { focus: false });
document.fonts.ready.then(preparerTout);
