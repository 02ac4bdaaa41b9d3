// Faire partir une figure par un clic : son image (PNG, SVG), son adresse, sa phrase. Rien n'est chargé ni calculé avant le clic.
//
// L'image est faite de ce qui est dessiné à l'écran, copié dans un seul SVG avec le titre, la légende, la source et la date.
// La ligne de confiance d'une figure porte ce qu'il faut en dire : data-figure, data-titre, data-nom, data-fichier, data-source.

const SVG = "http://www.w3.org/2000/svg";
const POLICE = new URL("../../../app/static/polices/source-sans-3.woff2", import.meta.url);
const FAMILLE = "SourceSans3, 'Source Sans 3', Arial, sans-serif";
const MARGE = 24, LARGEUR_MINIMALE = 480, LARGEUR_PNG = 1920;

document.addEventListener("click", (evenement) => {
  const cible = evenement.target.closest?.("[data-image], [data-copier]");
  if (!cible) return;
  if (cible.matches("[data-copier]")) copier(cible);
  else emporter(cible.dataset.pour, cible.dataset.image, cible);
});

async function emporter(cle, format, bouton) {
  try {
    const ligne = document.querySelector(`[data-figure="${CSS.escape(cle)}"]`);
    const image = await composer(cle, ligne.dataset);
    const texte = new XMLSerializer().serializeToString(image);
    const vectoriel = new Blob([texte], { type: "image/svg+xml" });
    donner(format === "svg" ? vectoriel : await enPoints(vectoriel, image), `${ligne.dataset.fichier}.${format}`);
  } catch (erreur) {
    console.warn(erreur);
    dire(bouton, "L’image n’a pas pu être faite");
  }
}

function dessins(cle) {
  const nom = new RegExp(`^${cle}(-\\d+)?$`);
  const places = [...document.querySelectorAll("[data-place]")].filter((place) => nom.test(place.dataset.place));
  return places.flatMap((place) => [...place.querySelectorAll(".a-dessin > svg")]);
}

async function composer(cle, dit) {
  const traces = dessins(cle);
  if (!traces.length) throw new Error(`aucune figure « ${cle} »`);
  const cadres = traces.map((trace) => trace.getBoundingClientRect());
  const gauche = Math.min(...cadres.map((c) => c.left)), haut = Math.min(...cadres.map((c) => c.top));
  const large = Math.max(...cadres.map((c) => c.right)) - gauche, profond = Math.max(...cadres.map((c) => c.bottom)) - haut;
  const feuille = nouvelleFeuille(Math.max(LARGEUR_MINIMALE, large) + 2 * MARGE, traces[0]);
  const fictif = document.querySelector(".a-fictif");
  if (fictif) feuille.ecrire(fictif.textContent, 16, 700);
  feuille.ecrire(dit.titre, 22, 600);
  feuille.ecrire(dit.nom, 15, 400, 0.86);
  const sousTitres = traces.map((trace) => sousTitre(trace));
  feuille.y += sousTitres.some(Boolean) ? 34 : 12;
  const centre = MARGE + Math.max(0, LARGEUR_MINIMALE - large) / 2;
  traces.forEach((trace, rang) => {
    const x = centre + cadres[rang].left - gauche, y = feuille.y + cadres[rang].top - haut;
    if (sousTitres[rang]) feuille.mettre(sousTitres[rang], x, y - 8, 15, 600);
    feuille.image.append(copie(trace, x, y, cadres[rang]));
  });
  feuille.y += profond + 12;
  const bloc = traces[0].closest(".a-bloc");
  bloc.querySelectorAll(".a-cle > span").forEach((part) => feuille.cle(part));
  feuille.finLigne();
  feuille.y += 6;
  feuille.ecrire(dit.source, 13, 400, 0.86);
  // Les cartes d'une page disent une fois d'où viennent leurs limites.
  const limites = bloc.querySelector(".a-dessin-carte") && document.querySelector(".stMain .a-attribution");
  if (limites) feuille.ecrire(limites.textContent, 12, 400, 0.86);
  return feuille.fermer(await police());
}

function sousTitre(trace) {
  const colonne = trace.closest(".a-cote-a-cote > div");
  const dit = colonne?.querySelector(".a-sous-figure");
  return dit && colonne.querySelectorAll(".a-dessin").length === 1 ? dit.textContent : "";
}

function copie(trace, x, y, cadre) {
  const double = trace.cloneNode(true);
  const caches = [...trace.querySelectorAll("g")].map((partie) => getComputedStyle(partie).display === "none");
  // La taille et la place d'un nom dépendent, à l'écran, de la largeur de la carte.
  const ecrits = [...trace.querySelectorAll("text")].map((texte) => getComputedStyle(texte));
  [...double.querySelectorAll("text")].forEach((texte, rang) => {
    texte.setAttribute("font-size", parseFloat(ecrits[rang].fontSize));
    if (ecrits[rang].transform !== "none") texte.setAttribute("transform", ecrits[rang].transform);
  });
  [...double.querySelectorAll("g")].forEach((partie, rang) => caches[rang] && partie.remove());
  for (const nom of ["style", "role", "aria-label"]) double.removeAttribute(nom);
  const place = { x, y, width: cadre.width, height: cadre.height, overflow: trace.closest(".a-dessin-carte") ? "hidden" : "visible", "font-family": FAMILLE };
  for (const [nom, valeur] of Object.entries(place)) double.setAttribute(nom, valeur);
  // À l'écran, le trait d'une carte garde son épaisseur à toute taille; dans l'image, il grandit avec elle.
  for (const forme of double.querySelectorAll("[style*='vector-effect']")) {
    const unites = forme.closest("[viewBox]").getAttribute("viewBox").split(" ")[2];
    forme.removeAttribute("style");
    forme.setAttribute("stroke-width", (Number(forme.getAttribute("stroke-width") ?? 1) * unites) / cadre.width);
  }
  for (const lien of double.querySelectorAll("a")) lien.replaceWith(...lien.childNodes);
  return double;
}

function nouvelleFeuille(largeur, trace) {
  const image = creer("svg", { xmlns: SVG, width: largeur });
  const crayon = document.createElement("canvas").getContext("2d");
  const encre = getComputedStyle(document.querySelector(".stApp")).color, papier = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  let x = MARGE;
  return {
    image,
    y: MARGE,
    mettre(texte, x, y, taille, graisse, opacite = 1) {
      const ligne = creer("text", { x, y, fill: encre, "fill-opacity": opacite, "font-size": taille, "font-weight": graisse, "font-family": FAMILLE });
      ligne.textContent = texte;
      image.append(ligne);
    },
    ecrire(texte, taille, graisse, opacite = 1) {
      crayon.font = `${graisse} ${taille}px ${FAMILLE}`;
      for (const ligne of couper(texte, (mots) => crayon.measureText(mots).width <= largeur - 2 * MARGE)) {
        this.y += taille * 1.35;
        this.mettre(ligne, MARGE, this.y - taille * 0.3, taille, graisse, opacite);
      }
    },
    cle(part) {
      crayon.font = `400 14px ${FAMILLE}`;
      const long = 34 + crayon.measureText(part.textContent).width + 18;
      if (x + long > largeur - MARGE) this.finLigne();
      const pastille = part.querySelector(".a-pastille"), fond = pastille && getComputedStyle(pastille).backgroundColor;
      image.append(creer("rect", { x, y: this.y + 2, width: 26, height: 15, fill: fond && fond !== "rgba(0, 0, 0, 0)" ? fond : "none", stroke: encre }));
      if (pastille?.classList.contains("a-hachure"))
        for (let k = 0; k < 3; k++) image.append(creer("path", { d: `M${x + 2 + 8 * k} ${this.y + 17}l8 -15`, stroke: encre }));
      this.mettre(part.textContent, x + 34, this.y + 15, 14, 400);
      x += long;
    },
    finLigne() {
      if (x > MARGE) this.y += 26;
      x = MARGE;
    },
    fermer(fonte) {
      const hauteur = Math.ceil(this.y + MARGE);
      image.setAttribute("height", hauteur);
      image.setAttribute("viewBox", `0 0 ${largeur} ${hauteur}`);
      const style = creer("style", {});
      style.textContent = `@font-face { font-family: SourceSans3; font-weight: 200 900; src: url(${fonte}) format("woff2"); }`;
      image.prepend(style, creer("rect", { width: "100%", height: "100%", fill: papier }));
      return image;
    },
  };
}

function couper(texte, tient) {
  const lignes = [];
  for (const mot of texte.replace(/ (?=[:;!?»])|(?<=«) /g, "\u00a0").split(/ +/)) {
    const longue = lignes.length ? `${lignes.at(-1)} ${mot}` : mot;
    if (lignes.length && tient(longue)) lignes[lignes.length - 1] = longue;
    else lignes.push(mot);
  }
  return lignes;
}

async function police() {
  const contenu = await (await fetch(POLICE)).blob();
  return new Promise((resoudre, refuser) => {
    const lecteur = new FileReader();
    lecteur.onload = () => resoudre(lecteur.result);
    lecteur.onerror = refuser;
    lecteur.readAsDataURL(contenu);
  });
}

async function enPoints(vectoriel, image) {
  const largeur = Number(image.getAttribute("width")), hauteur = Number(image.getAttribute("height"));
  const echelle = Math.max(2, LARGEUR_PNG / largeur), adresse = URL.createObjectURL(vectoriel);
  try {
    const dessin = new Image();
    dessin.src = adresse;
    await dessin.decode();
    const toile = Object.assign(document.createElement("canvas"), { width: Math.round(largeur * echelle), height: Math.round(hauteur * echelle) });
    toile.getContext("2d").drawImage(dessin, 0, 0, toile.width, toile.height);
    return await new Promise((resoudre, refuser) => toile.toBlob((points) => (points ? resoudre(points) : refuser(new Error("image vide"))), "image/png"));
  } finally {
    URL.revokeObjectURL(adresse);
  }
}

function donner(contenu, nom) {
  const lien = Object.assign(document.createElement("a"), { href: URL.createObjectURL(contenu), download: nom });
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
}

async function copier(bouton) {
  const source = bouton.parentElement.querySelector(".a-texte-copie");
  dire(bouton, (await dansLePressePapiers(source)) ? "Copié" : "Sélectionné : Ctrl + C");
}

// Sans https, le navigateur ne donne pas le presse-papiers moderne : l'ancien, et à défaut le texte reste sélectionné.
async function dansLePressePapiers(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}

function dire(bouton, mots) {
  const avant = bouton.dataset.mots ?? bouton.textContent;
  bouton.dataset.mots = avant;
  bouton.textContent = mots;
  setTimeout(() => { bouton.textContent = avant; }, 2500);
}

function creer(nom, attributs) {
  const element = document.createElementNS(SVG, nom);
  for (const [cle, valeur] of Object.entries(attributs)) if (cle !== "xmlns") element.setAttribute(cle, valeur);
  return element;
}
