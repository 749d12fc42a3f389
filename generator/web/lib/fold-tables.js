// Made of `tokens/fold.py` by `make goldens`.
export const MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff";
/** @type {Record<string, string>} */
export const LETTERS = {
  "\u00df": "ss",
  "\u03c2": "\u03c3",
  "\u0131": "i",
  "\u00f8": "o",
  "\u0142": "l",
  "\u0111": "d",
  "\u00f0": "d",
  "\u00fe": "th",
  "\u00e6": "ae",
  "\u0153": "oe",
  "\u0127": "h",
  "\u0167": "t",
  "\u014b": "n",
  "\u0259": "e",
  "\u0192": "f",
  "\u2019": "'",
  "\u2018": "'",
  "\u02bc": "'",
  "\u2032": "'",
  "\u2010": "-",
  "\u2013": "-",
  "\u2212": "-"
};
/** @type {Record<string, string>} */
export const NAMES = {
  "\u03b1": "alpha",
  "\u03b2": "beta",
  "\u03b3": "gamma",
  "\u03b4": "delta",
  "\u03b5": "epsilon",
  "\u03b6": "zeta",
  "\u03b7": "eta",
  "\u03b8": "theta",
  "\u03b9": "iota",
  "\u03ba": "kappa",
  "\u03bb": "lambda",
  "\u03bc": "mu",
  "\u03bd": "nu",
  "\u03be": "xi",
  "\u03bf": "omicron",
  "\u03c0": "pi",
  "\u03c1": "rho",
  "\u03c3": "sigma",
  "\u03c4": "tau",
  "\u03c5": "upsilon",
  "\u03c6": "phi",
  "\u03c7": "chi",
  "\u03c8": "psi",
  "\u03c9": "omega"
};
