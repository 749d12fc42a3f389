"""Plurals that no stemmer handles: `matrices` is read as `matrix`. A stemmer would turn `indices` into
`indic`, as it does `indicate`.

The index builder uses this table, and the browser `web/search-engine/plurals.js`, which is generated from it.
Plurals that are also other words are left out: bases, leaves, lives, media. The browser suggests those
(`web/search-engine/spelling.js`).
"""

from collections.abc import Mapping

ENDINGS: Mapping[str, str] = {
    "ices ix": "matr|submatr|append|hel|direct|rad|cicatr",
    "ices ex": "ind|subind|vert|vort|ap|cort|cod|simpl",
    "ora us": "corp|subcorp",
    "era us": "gen",
    "i us": (
        "foc|loc|stimul|nucle|radi|fung|bacill|alumn|syllab|cact|octop|termin|tor|modul|calcul|thesaur"
        "|hippocamp|thromb|embol|annul|abac|rhomb|glomerul|hypothalam"
    ),
    "uses us": "corp|foc|vir|camp|hippocamp|octop|cact|thesaur|radi|calcul|syllab|termin",
    "es is": (
        "hypothes|analys|metaanalys|synthes|thes|cris|diagnos|prognos|ax|oas|parenthes|emphas|ellips|synops|neuros"
        "|psychos|metamorphos|cathars|genes|antithes|prosthes|metastas|stenos|fibros|paralys|photosynthes|biosynthes"
    ),
    "a on": "criteri|phenomen|automat|polyhedr|tetrahedr|octahedr|gangli|tax|mitochondri",
    "a um": (
        "curricul|memorand|errat|addend|quant|spectr|strat|optim|minim|maxim|extrem|moment|symposi|equilibri|bacteri"
        "|desiderat|millenni|continu|vacu|compendi|consorti|infim|suprem|cerebell|sanatori|epitheli|endotheli"
    ),
    "ata a": "schem|stigm|lemm|dogm|stom|traum",
    "ae a": "formul|antenn|larv|alg|vertebr|nebul|supernov|lacun|person|amoeb|hyperbol",
    "eaux eau": "bur|plat|tabl",
    "eux eu": "mili",
    "men man": "|wo|lay|sales|fisher",
    "ice ouse": "m|l",
    "eet oot": "f",
    "eeth ooth": "t",
    "eese oose": "g",
    "ren ": "child|grandchild",
    "en ": "ox",
    "ves f": "wol|shel|sel|hoo|scar|shea|thie|hal|loa",
    "ves fe": "kni|wi|midwi",
    "zes ": "quiz",
}
"""The plural ending, the singular ending, and what comes before."""

ONE = {
    stem + many: stem + one
    for (many, _, one), stems in ((ends.partition(" "), stems) for ends, stems in ENDINGS.items())
    for stem in stems.split("|")
}
"""The singular of each plural."""
