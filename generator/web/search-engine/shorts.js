// Short forms: "2" for "to", and common abbreviations of words.

/** Short forms in words such as txt2img. */
const ENDS = new Map(
  Object.entries({
    ...{ img: "image", im: "image", pic: "image", txt: "text", vid: "video", seq: "sequence", aud: "audio", snd: "sound" },
    ...{ lang: "language", sent: "sentence", doc: "document", pc: "point-cloud" },
  }),
);

/** Short forms of single words. */
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
 * `text-to-image` for text2image and txt2img; "" for other words. The 2 in a name such as o2sat does not
 * count: both sides must have at least two letters.
 * @param {string} word folded
 */
export function spelledOut(word) {
  const [, one, digit, other] = TO.exec(word) ?? [];
  if (!one) return "";
  return [ENDS.get(one) ?? one, digit === "2" ? "to" : "for", ENDS.get(other) ?? other].join("-");
}

/**
 * The full word of a common short form, else "".
 * @param {string} word folded
 */
export function written(word) {
  return WORDS.get(word) ?? "";
}
