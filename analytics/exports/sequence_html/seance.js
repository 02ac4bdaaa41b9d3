// La séance : une diapositive à la fois, au clavier, au doigt ou à la télécommande. Rien n'est demandé à personne.
"use strict";

const racine = document.documentElement;
const diapos = [...document.querySelectorAll(".diapo")];
const lire = (cle) => JSON.parse(document.getElementById(cle).textContent);
const notes = lire("notes");
const commandes = document.getElementById("commandes"), plan = document.getElementById("plan"), noir = document.getElementById("noir");
const debut = Date.now();
let rang = 0, fenetre = null;

// --- Les figures : dessinées à la taille des pages, puis agrandies d'un bloc, textes compris, pour remplir leur place.

// Sous cette largeur, les étiquettes d'une figure se toucheraient; une carte se mesure à sa hauteur.
const LARGEUR_UTILE = 440, LARGEUR_DE_TELEPHONE = 340, FORME_DE_CARTE = 1.56;
// Une figure de plusieurs rangées se resserre un peu pour que ses textes grandissent.
const RESSERRE = 0.82, HAUTE = 250;
const telephone = matchMedia("(max-width: 700px)");

function place(boite) {
  const { width, height } = boite.getBoundingClientRect();
  return [width, height];
}

function mesures(boite) {
  const figure = (boite.figure ??= lire(`figure-${boite.dataset.figure}`));
  const carte = figure.data.some((trace) => trace.type === "choropleth"), haute = figure.layout.height;
  const naturelle = haute * (haute > HAUTE && !telephone.matches ? RESSERRE : 1);
  return { figure, carte, naturelle, utile: carte ? naturelle * FORME_DE_CARTE : telephone.matches ? LARGEUR_DE_TELEPHONE : LARGEUR_UTILE };
}

// Sur un téléphone, la page défile : chaque figure y prend la hauteur qu'il lui faut.
function donnerSaHauteur(boite) {
  const { naturelle, utile } = mesures(boite);
  boite.style.height = telephone.matches && !racine.classList.contains("impression") ? `${(naturelle * place(boite)[0]) / utile}px` : "";
}

async function dessiner(boite) {
  const [large, haut] = place(boite), { figure, carte, naturelle, utile } = mesures(boite);
  const echelle = Math.min(haut / naturelle, Math.max(large / utile, 0.5));
  const hauteur = carte ? haut / echelle : naturelle;
  const toile = boite.firstElementChild ?? boite.appendChild(document.createElement("div"));
  toile.style.transform = `scale(${echelle})`;
  const mise = { ...structuredClone(figure.layout), width: large / echelle, height: hauteur };
  await Plotly.react(toile, structuredClone(figure.data), mise, { displayModeBar: false, scrollZoom: false, doubleClick: false });
  boite.dataset.fait = `${large}×${haut}`;
}

function preparer(diapo) {
  const boites = [...diapo.querySelectorAll(".dessin")];
  boites.forEach(donnerSaHauteur);
  resserrer(diapo);
  return Promise.all(boites.filter((boite) => boite.dataset.fait !== place(boite).join("×")).map(dessiner));
}

// Le texte grandit tant que la diapositive n'est pas pleine, et rapetisse si elle l'est trop, jamais sous les trois quarts; au-delà, il défile.
function resserrer(diapo) {
  for (const bloc of diapo.querySelectorAll(".defile, .cote")) {
    bloc.classList.remove("longue");
    bloc.style.zoom = "";
    if (bloc.matches(".liste") && deborde(bloc)) bloc.classList.add("longue");
    for (let zoom = bloc.matches(".cote") ? 1 : 1.35; zoom > 0.74; zoom -= 0.05) {
      bloc.style.zoom = zoom;
      if (!deborde(bloc)) break;
    }
  }
}

const deborde = (bloc) => bloc.scrollHeight > bloc.clientHeight + 1;

async function preparerTout() {
  const autour = [...diapos.keys()].sort((a, b) => Math.abs(a - rang) - Math.abs(b - rang));
  for (const autre of autour) {
    await new Promise((suite) => setTimeout(suite));
    await preparer(diapos[autre]);
  }
  racine.dataset.prete = "oui";
}

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

// --- Le papier : une diapositive par page, figures redessinées à la taille de la page.

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
