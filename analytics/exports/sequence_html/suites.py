"""Part a slide with more sentences than a room can read into several."""

from __future__ import annotations

from dataclasses import replace

from analytics.exports.sequence import Diapo, Liste, Sequence

ROOM = 1_300
"""Letters of sentences that one slide holds, in two columns, at the size that the last row reads."""


def in_readable_slides(sequence: Sequence) -> Sequence:
    """Return the same sequence, its long lists going on over the slides that follow."""
    return replace(sequence, diapos=tuple(part for slide in sequence.diapos for part in _parts(slide)))


def _parts(slide: Diapo) -> list[Diapo]:
    """Return a slide, or the slides that it takes; the first keeps its key and says the sentences that come before the list."""
    lists = _cut(slide.contenu.phrases) if isinstance(slide.contenu, Liste) else []
    if len(lists) < 2:
        return [slide]
    return [
        replace(
            slide,
            cle=slide.cle if rank == 1 else f"{slide.cle}-{rank}",
            titre=f"{slide.titre} ({rank} de {len(lists)})",
            phrases=slide.phrases if rank == 1 else (),
            contenu=Liste(sentences),
            resume=" ".join(sentences),
        )
        for rank, sentences in enumerate(lists, start=1)
    ]


def _cut(sentences: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut sentences into lists that each fit, in their order; one that is longer than a slide has its own."""
    lists: list[list[str]] = [[]]
    for sentence in sentences:
        if lists[-1] and sum(map(len, lists[-1])) + len(sentence) > ROOM:
            lists.append([])
        lists[-1].append(sentence)
    return [tuple(one) for one in lists]
