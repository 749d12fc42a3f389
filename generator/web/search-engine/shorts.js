// Short ways of writing: "2" for "to", and usual short forms of words.

/** Of what is changed into something else: txt2img. */
const ENDS = new Map(
  Object.entries({
    ...{ img: "image", im: "image", pic: "image", txt: "text", vid: "video", seq: "sequence", aud: "audio", snd: "sound" },
    ...{ lang: "language", sent: "sentence", doc: "document", pc: "point-cloud" },
  }),
);

/** Of words by themselves. */
const WORDS = new Map(
  Object.entries({
    ...{ img: "image", imgs: "images", txt: "text", vid: "video", vids: "videos", pic: "picture", pics: "pictures", seq: "sequence", seqs: "sequences" },
    ...{ lang: "language", langs: "languages", param: "parameter", params: "parameters", hyperparam: "hyperparameter", hyperparams: "hyperparameters" },
    ...{ algo: "algorithm", algos: "algorithms", attn: "attention", env: "environment", envs: "environments", evals: "evaluations" },
    ...{ docs: "documents", repo: "repository", repos: "repositories", perf: "performance", config: "configuration", configs: "configurations" },
    ...{ segm: "segmentation", clf: "classifier", recog: "recognition", pred: "prediction", preds: "predictions", quant: "quantization" },
    ...{ embed: "embedding", embeds: "embeddings", emb: "embedding", feat: "feature", feats: "features", calib: "calibration" },
    ...{ transl: "translation", summ: "summarization", conv: "convolution", convs: "convolutions", probs: "probabilities", distill: "distillation" },
    ...{ traj: "trajectory", trajs: "trajectories", synth: "synthesis", vocab: "vocabulary", approx: "approximation", archs: "architectures" },
    ...{ recsys: "recommender systems", finetune: "fine-tuning", multiling: "multilingual", govt: "government", univ: "university" },
  }),
);

const TO = /^([a-z]{2,})([24])([a-z]{2,})$/;

/**
 * `text-to-image` of text2image and txt2img; "" where a word is not written so. The 2 of a name such as
 * o2sat is none: both sides have two letters.
 * @param {string} word folded
 */
export function spelledOut(word) {
  const [, one, digit, other] = TO.exec(word) ?? [];
  if (!one) return "";
  return [ENDS.get(one) ?? one, digit === "2" ? "to" : "for", ENDS.get(other) ?? other].join("-");
}

/**
 * The word of a usual short form; "" where it is none.
 * @param {string} word folded
 */
export function written(word) {
  return WORDS.get(word) ?? "";
}
