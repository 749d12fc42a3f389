"""Texts such as occur in titles and queries; the titles are invented."""

import json

from generator.tokens import fold, words
from tests.support.helpers import DATA

SENTENCES = (
    "We present a careful study of how lanterns describe quiet gardens under changing conditions",
    "The proposed method learns representations from noisy observations and generalizes to unseen tasks",
    "Experiments demonstrate consistent improvements over strong baselines across several benchmarks",
    "Training agents with sparse rewards remains difficult because exploration rarely succeeds",
    "Our results suggest that larger datasets reduce the gap between supervised and unsupervised learning",
    "This work investigates whether the memories of planners can be compressed without losing accuracy",
    "In addition, we release annotated examples, evaluation scripts and a detailed analysis of failures",
    "Surprisingly, simple heuristics outperform elaborate pipelines on most of the reasoning problems",
    "Surveys of the laziest arrays try to relay generalizations about happily evolving policies",
    "It was shown that they could not have been there when she would rather say nothing about either",
)
"""English without digits, hyphens and apostrophes: lunr's own ground."""

TITLES = (
    "Text-to-Image Lanterns: A State-of-the-Art Survey", "GPT-4 and GPT4, GPT 4 or gpt-4o", "Qwen2.5-VL-72B-Instruct",
    "LLaMA-3.1 vs. Llama3", "Wav2Vec2 to Seq2Seq", "R1-Zero: 1,000 Steps, 10,000 Rooms", "3D 2.5D 4-bit 8×7B",
    "$\\textbf{Only-IF}$ Gardens", "$\\pi_0$: A Vision-Language-Action Model", "π₀ and π0.5 and pi0", "$\\alpha$-Divergence of $L_2$ Norms",
    "L_2 x^2 H_0", "LLM$\\times$MapReduce", "\\method: Adapting {BERT} and {B}ayesian Nets", "100\\% of \\texttt{code} \\& data",
    "G\\\"odel's Schr\\'{o}dinger", "λ-calculus, μP, σ and ΔE", "Ἀθῆναι ΑΘΗΝΑΣ ας σοφός", "τ-bench τ²-bench", "β",
    "Łukasz Żółć, Øystein Ås, Đorđe, Þór Æsir, Œuvre", "Straße STRASSE straẞe", "İstanbul Işık ısı", "Ŋ ħ ŧ ə ƒ ſ ﬁﬂ",
    "Don't Stop: The Model's Users' Guide", "O’Brien’s ‘Quoted’ Words", "rock 'n' roll, '90s, it's, let's, y'all'd've",
    "Vision–Language—Action‑Models − minus", "snake_case_name __init__ a_b", "a-b-c-d-e-f", "e-commerce, x-ray, T-shirt, in-to",
    "-leading trailing- --flag a--b", "2024-2025 2503.02130v2 v1.5.2 1.2.3. 3.14", "1,2,3 1,000,000 1,0000 ,5 5,",
    "C++ C# F# .NET node.js e.g. i.e. U.S.", "R&D AT&T Q&A and/or TCP/IP I/O", "user@host.example #tag @name", "50% $5 €10 £3 ½ ⅓ ² ³ ₂ ①",
    "大模型推理", "GPT-4大模型2.0", "李明 与 王芳", "日本語のテキスト、ガギグゲゴ", "ﾊﾝｶｸ カタカナ", "한국어 문장 띄어쓰기", "ภาษาไทยไม่มีช่องว่าง",
    "हिन्दी भाषा में शब्द", "வணக்கம் உலகம்", "العَرَبِيَّة النَّصّ", "עִבְרִית טקסט", "Привет, йод Ёлка", "Việt Nguyễn Văn Thử", "ქართული ᲥᲐᲠᲗᲣᲚᲘ",
    "ᎣᏏᏲ ꭰꮳꮃ", "𝔉𝔯𝔞𝔨 𝐁𝐨𝐥𝐝 𝑥² ℝⁿ", "Ｆｕｌｌ－Ｗｉｄｔｈ　Ｔｉｔｌｅ", "n̈ e\u0301 a\u0300\u0301 \u0301x", "soft\u00adhyphen zero\u200bwidth join\u200der",
    "emoji 🤗 fa\u200dce 👩🏽‍🔬 flags 🇺🇳", "constructor prototype __proto__ toString valueOf", "ies eed eeds sses tyying yyy", "yes youth y yy",
    "news lens bias analyses matrices", "try tries trying survey surveys lay array arrays", "sky skies dying agreed feed bleed",
    "relational conditional rational valenci hesitanci digitizer conformabli radicalli", "hopefulness goodness electriciti formaliti sensibiliti",
    "controlling rolling falling hissing fizzing failing filing", "the of and to a in is it you that", "The Who", "IT'S", "to be or not to be",
    "LongVLM: a model of long things", 'What is "attention"? (All you need!)', "A...B…C", "a\tb\nc\r\nd\u2028e", "x", "", " ", "-", "''", "1", "…",
)  # fmt: skip


def texts() -> list[str]:
    """All of the above, hostile strings, and each with a neighbour."""
    hostile: list[str] = json.loads((DATA / "hostile.json").read_text(encoding="utf-8"))
    return [*SENTENCES, *TITLES, *hostile]


def answer(text: str) -> dict[str, object]:
    """What Python makes of a text, in the words of `echo.mjs`."""
    key = fold.typed_key(text)
    return {
        "letters": fold.letters(text),
        "key": key,
        "mark": fold.mark(key),
        "tokens": [list(token) for token in words.typed(text)],
    }
