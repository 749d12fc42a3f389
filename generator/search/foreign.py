"""Usual terms of the field in other languages, for words that no paper has.

Readers type what they call a thing at home; papers are in English. The browser loads this table only when a
word of a query occurs in no paper (`web/search-engine/foreign.js`).
"""

from collections.abc import Iterator

from generator.search.packing import word
from generator.tokens import fold

TERMS = """
language model|语言模型|言語モデル|Sprachmodell|modèle de langue;modèle de langage|modelo de lenguaje
large language model|大语言模型;大模型;大型语言模型|大規模言語モデル
  |großes Sprachmodell;große Sprachmodell|grand modèle de langage;grand modèle de langue
  |gran modelo de lenguaje;modelo de lenguaje grande
vision-language model|视觉语言模型|視覚言語モデル;ビジョン言語モデル|Bild-Sprache-Modell
  |modèle vision-langage|modelo de visión y lenguaje
diffusion model|扩散模型|拡散モデル|Diffusionsmodell|modèle de diffusion|modelo de difusión
world model|世界模型|世界モデル|Weltmodell|modèle du monde|modelo del mundo
generative model|生成模型|生成モデル|generatives Modell;generative Modell|modèle génératif|modelo generativo
foundation model|基础模型;基座模型|基盤モデル|Basismodell;Grundlagenmodell|modèle de fondation
  |modelo fundacional
reward model|奖励模型|報酬モデル|Belohnungsmodell|modèle de récompense|modelo de recompensa
reasoning model|推理模型|推論モデル|Denkmodell|modèle de raisonnement|modelo de razonamiento
video generation|视频生成|動画生成;映像生成|Videogenerierung;Videoerzeugung
  |génération de vidéo;génération vidéo|generación de vídeo;generación de video
image generation|图像生成;图片生成|画像生成|Bildgenerierung;Bilderzeugung|génération d'image
  |generación de imagen;generación de imágenes
text-to-image|文生图;文本到图像|テキストから画像|Text-zu-Bild|texte vers image|texto a imagen
text-to-video|文生视频;文本到视频|テキストから動画|Text-zu-Video|texte vers vidéo|texto a vídeo
image editing|图像编辑;图片编辑|画像編集|Bildbearbeitung|édition d'image
  |edición de imagen;edición de imágenes
video editing|视频编辑|動画編集|Videobearbeitung|édition vidéo|edición de vídeo
image segmentation|图像分割|画像セグメンテーション;画像分割|Bildsegmentierung|segmentation d'image
  |segmentación de imagen;segmentación de imágenes
image classification|图像分类|画像分類|Bildklassifikation;Bildklassifizierung|classification d'image
  |clasificación de imagen;clasificación de imágenes
super-resolution|超分辨率|超解像|Superauflösung|super-résolution|superresolución
object detection|目标检测;物体检测|物体検出|Objekterkennung|détection d'objet|detección de objeto
face recognition|人脸识别|顔認識|Gesichtserkennung|reconnaissance faciale|reconocimiento facial
pose estimation|姿态估计|姿勢推定|Posenschätzung|estimation de pose|estimación de pose
depth estimation|深度估计|深度推定|Tiefenschätzung|estimation de profondeur|estimación de profundidad
computer vision|计算机视觉|コンピュータビジョン;コンピュータービジョン|maschinelles Sehen;Bildverstehen
  |vision par ordinateur|visión por computador;visión artificial
video understanding|视频理解|動画理解;映像理解|Videoverständnis|compréhension vidéo|comprensión de vídeo
3D reconstruction|三维重建|三次元再構成;3D再構成|3D-Rekonstruktion|reconstruction 3D|reconstrucción 3D
3D generation|三维生成|3D生成|3D-Generierung|génération 3D|generación 3D
autonomous driving|自动驾驶;自動駕駛|自動運転|autonomes Fahren|conduite autonome|conducción autónoma
robot|机器人|ロボット|Roboter|robot|robot
robotics|机器人学|ロボット工学|Robotik|robotique|robótica
robot manipulation|机器人操作|ロボット操作;ロボットマニピュレーション|Robotermanipulation
  |manipulation robotique|manipulación robótica
embodied AI|具身智能|身体性AI;エンボディドAI|verkörperte KI|IA incarnée|IA encarnada
agent|智能体|エージェント|Agent|agent|agente
multi-agent|多智能体|マルチエージェント|Mehragentensystem;Multiagentensystem|multi-agent|multiagente
reinforcement learning|强化学习|強化学習|bestärkendes Lernen;Verstärkungslernen
  |apprentissage par renforcement|aprendizaje por refuerzo
machine learning|机器学习|機械学習|maschinelles Lernen|apprentissage automatique|aprendizaje automático
deep learning|深度学习|深層学習;ディープラーニング|tiefes Lernen|apprentissage profond|aprendizaje profundo
self-supervised learning|自监督学习|自己教師あり学習|selbstüberwachtes Lernen|apprentissage auto-supervisé
  |aprendizaje autosupervisado
federated learning|联邦学习|連合学習|föderiertes Lernen|apprentissage fédéré|aprendizaje federado
continual learning|持续学习|継続学習|kontinuierliches Lernen|apprentissage continu|aprendizaje continuo
in-context learning|上下文学习;语境学习|文脈内学習|kontextuelles Lernen|apprentissage en contexte
  |aprendizaje en contexto
contrastive learning|对比学习|対照学習|kontrastives Lernen|apprentissage contrastif|aprendizaje contrastivo
transfer learning|迁移学习|転移学習|Transferlernen|apprentissage par transfert|aprendizaje por transferencia
neural network|神经网络|ニューラルネットワーク|neuronales Netz;neuronale Netz|réseau de neurones
  |red neuronal;redes neuronales
graph neural network|图神经网络|グラフニューラルネットワーク|graphneuronales Netz
  |réseau de neurones de graphe|red neuronal de grafos
attention|注意力;注意力机制|注意機構;アテンション|Aufmerksamkeit|attention|atención
pre-training|预训练|事前学習|Vortraining|pré-entraînement|preentrenamiento
fine-tuning|微调|微調整;ファインチューニング|Feinabstimmung|ajustement fin;affinage|ajuste fino
instruction tuning|指令微调|指示チューニング|Instruktionsabstimmung|ajustement par instructions
  |ajuste por instrucciones
knowledge distillation|知识蒸馏|知識蒸留|Wissensdestillation|distillation de connaissances
  |destilación de conocimiento
model compression|模型压缩|モデル圧縮|Modellkompression|compression de modèle|compresión de modelo
quantization|量化|量子化|Quantisierung|quantification|cuantización
pruning|剪枝|枝刈り;プルーニング|Beschneidung|élagage|poda
mixture of experts|混合专家;专家混合|専門家混合;混合エキスパート|Expertenmischung|mélange d'experts
  |mezcla de expertos
long context|长上下文;长文本|長文脈;ロングコンテキスト|langer Kontext|contexte long|contexto largo
speculative decoding|推测解码;投机解码|投機的デコード;投機的復号|spekulative Dekodierung
  |décodage spéculatif|decodificación especulativa
reasoning|推理|推論|Schlussfolgern|raisonnement|razonamiento
chain of thought|思维链|思考の連鎖|Gedankenkette|chaîne de pensée|cadena de pensamiento
mathematical reasoning|数学推理|数学的推論|mathematisches Schließen|raisonnement mathématique
  |razonamiento matemático
planning|规划|計画|Planung|planification|planificación
tool use|工具使用;工具调用|ツール使用|Werkzeugnutzung|utilisation d'outils|uso de herramientas
code generation|代码生成|コード生成|Codegenerierung;Code-Generierung|génération de code|generación de código
software engineering|软件工程|ソフトウェア工学|Softwaretechnik|génie logiciel|ingeniería de software
natural language processing|自然语言处理|自然言語処理|Verarbeitung natürlicher Sprache
  |traitement du langage naturel|procesamiento del lenguaje natural
machine translation|机器翻译|機械翻訳|maschinelle Übersetzung|traduction automatique|traducción automática
translation|翻译|翻訳|Übersetzung|traduction|traducción
summarization|摘要|要約|Zusammenfassung|résumé automatique|resumen automático
question answering|问答|質問応答|Fragebeantwortung|réponse aux questions;questions-réponses
  |respuesta a preguntas
information retrieval|信息检索|情報検索|Informationsabruf;Informationsrückgewinnung
  |recherche d'information|recuperación de información
retrieval-augmented generation|检索增强生成|検索拡張生成|abrufgestützte Generierung
  |génération augmentée par récupération|generación aumentada por recuperación
recommendation|推荐;推荐系统|推薦;推薦システム|Empfehlungssystem|système de recommandation
  |sistema de recomendación
knowledge graph|知识图谱|知識グラフ;ナレッジグラフ|Wissensgraph|graphe de connaissances
  |grafo de conocimiento
hallucination|幻觉|幻覚;ハルシネーション|Halluzination|hallucination|alucinación;alucinaciones
alignment|对齐|アラインメント|Ausrichtung|alignement|alineación;alineamiento
safety|安全|安全性|Sicherheit|sécurité;sûreté|seguridad
jailbreak|越狱|脱獄|Ausbruch|débridage|evasión
privacy|隐私|プライバシー|Datenschutz|vie privée|privacidad
bias|偏见|偏見;バイアス|Voreingenommenheit|biais|sesgo
interpretability|可解释性|解釈可能性|Interpretierbarkeit|interprétabilité|interpretabilidad
evaluation|评估;评测|評価|Bewertung|évaluation|evaluación
benchmark|基准;基准测试|ベンチマーク|Vergleichstest|banc d'essai|prueba de referencia
dataset|数据集|データセット|Datensatz|jeu de données|conjunto de datos
synthetic data|合成数据|合成データ|synthetische Daten|données synthétiques|datos sintéticos
survey|综述|サーベイ|Überblick|état de l'art|revisión
multimodal|多模态|マルチモーダル|multimodal|multimodal|multimodal
multilingual|多语言|多言語|mehrsprachig|multilingue|multilingüe
speech recognition|语音识别|音声認識|Spracherkennung|reconnaissance vocale;reconnaissance de la parole
  |reconocimiento de voz;reconocimiento del habla
speech synthesis|语音合成|音声合成|Sprachsynthese|synthèse vocale|síntesis de voz;síntesis del habla
speech|语音|音声|gesprochene Sprache|parole|habla
music generation|音乐生成|音楽生成|Musikgenerierung|génération de musique;génération musicale
  |generación de música
audio|音频|オーディオ|Ton|audio|audio
avatar|数字人|アバター|Avatar|avatar|avatar
medical imaging|医学影像;医学图像|医用画像|medizinische Bildgebung|imagerie médicale|imagen médica
medicine|医学|医学|Medizin|médecine|medicina
protein|蛋白质|タンパク質|Protein|protéine|proteína
drug discovery|药物发现|創薬|Wirkstoffforschung|découverte de médicaments|descubrimiento de fármacos
weather forecasting|天气预报|天気予報|Wettervorhersage|prévision météorologique|predicción meteorológica
time series|时间序列|時系列|Zeitreihe|série temporelle|serie temporal;series temporales
remote sensing|遥感|リモートセンシング|Fernerkundung|télédétection|teledetección
optimization|优化|最適化|Optimierung|optimisation|optimización
tokenizer|分词器|トークナイザ|Tokenisierer|segmenteur|tokenizador
embedding|嵌入|埋め込み|Einbettung|plongement|incrustación
memory|记忆|記憶|Gedächtnis|mémoire|memoria
game|游戏|ゲーム|Spiel|jeu|juego
document understanding|文档理解|文書理解|Dokumentenverständnis|compréhension de documents
  |comprensión de documentos
scaling law|缩放定律;规模定律|スケーリング則|Skalierungsgesetz|loi d'échelle|ley de escala;leyes de escala
GUI agent|图形界面智能体|GUIエージェント|GUI-Agent|agent d'interface graphique|agente de interfaz gráfica
vision-language-action model|视觉语言动作模型|視覚言語行動モデル|Vision-Language-Action-Modell
AI agent|AI智能体|AIエージェント|KI-Agent|agent IA;agent d'IA|agente de IA;agente IA
artificial intelligence|人工智能|人工知能|künstliche Intelligenz|intelligence artificielle
  |inteligencia artificial
robot control|机器人控制|ロボット制御|Robotersteuerung|commande de robot|control de robots
retrieval augmented|检索增强|検索拡張|abrufgestützt
code language model|代码大模型
capability|能力|能力|Fähigkeit|capacité|capacidad
system|系统|システム|System|système|sistema
action|动作|行動|Handlung
video|视频|動画;映像|Video|vidéo|vídeo
image|图像;图片|画像|Bild|image|imagen;imágenes
text|文本|テキスト|Text|texte|texto
model|模型|モデル|Modell|modèle|modelo
language|语言|言語|Sprache|langue|lengua;lenguaje
editing|编辑|編集|Bearbeitung|édition|edición
generation|生成|生成|Generierung|génération|generación
training|训练|訓練;学習|Training|entraînement|entrenamiento
learning|学习|学び|Lernen|apprentissage|aprendizaje
detection|检测|検出|Erkennung|détection|detección
data|数据|データ|Daten|données|datos
language model|modelo de linguagem|언어 모델;언어모델|языковая модель
large language model|grande modelo de linguagem;modelo de linguagem grande
  |거대 언어 모델;대규모 언어 모델;거대언어모델|большая языковая модель
vision-language model|modelo de visão e linguagem|비전 언어 모델;시각 언어 모델|визуально-языковая модель
diffusion model|modelo de difusão|확산 모델;디퓨전 모델|диффузионная модель
world model|modelo de mundo|월드 모델;세계 모델|модель мира
video generation|geração de vídeo|비디오 생성;영상 생성|генерация видео
image generation|geração de imagem;geração de imagens|이미지 생성|генерация изображений
image editing|edição de imagem;edição de imagens|이미지 편집|редактирование изображений
object detection|detecção de objetos|객체 탐지;물체 탐지|обнаружение объектов
computer vision|visão computacional|컴퓨터 비전|компьютерное зрение
autonomous driving|condução autônoma|자율 주행;자율주행|автономное вождение;беспилотные автомобили
robot|robô|로봇|робот
robotics|robótica|로봇 공학|робототехника
agent|agente|에이전트|агент
multi-agent|multiagente|다중 에이전트;멀티 에이전트|мультиагентный
reinforcement learning|aprendizado por reforço;aprendizagem por reforço|강화 학습;강화학습
  |обучение с подкреплением
machine learning|aprendizado de máquina|기계 학습;머신러닝|машинное обучение
deep learning|aprendizado profundo|심층 학습;딥러닝|глубокое обучение
neural network|rede neural|신경망|нейронная сеть;нейросеть
fine-tuning|ajuste fino|미세 조정;파인튜닝|дообучение
knowledge distillation|destilação de conhecimento|지식 증류|дистилляция знаний
quantization|quantização|양자화|квантизация;квантование
reasoning|raciocínio|추론|рассуждение
code generation|geração de código|코드 생성|генерация кода
natural language processing|processamento de linguagem natural|자연어 처리|обработка естественного языка
machine translation|tradução automática|기계 번역|машинный перевод
question answering|resposta a perguntas|질의응답;질의 응답|вопросно-ответная система
information retrieval|recuperação de informação|정보 검색|информационный поиск
retrieval-augmented generation|geração aumentada por recuperação|검색 증강 생성
  |генерация с дополненной выборкой
recommendation|sistema de recomendação|추천 시스템;추천|рекомендательная система
hallucination|alucinação;alucinações|환각|галлюцинация
safety|segurança|안전성;안전|безопасность
evaluation|avaliação|평가|оценка
benchmark|벤치마크|бенчмарк
dataset|conjunto de dados|데이터셋;데이터세트|набор данных
survey|revisão|서베이|обзор
multimodal|멀티모달;다중모달|мультимодальный
speech recognition|reconhecimento de fala;reconhecimento de voz|음성 인식|распознавание речи
speech synthesis|síntese de voz;síntese de fala|음성 합성|синтез речи
|的|关于|有关|什么是|有哪些|如何|怎么|怎样|最新|最近|相关|论文|文章|研究|基于|和|与|在|减少|方法
|の|は|を|が|に|と|で|とは|について|に関する|を使った|を用いた|のための|における|最新の|最新|最近の|論文
  |研究|手法|何
|was|ist|sind|wie|kann|man|und|mit|für|der|die|das|den|dem|des|von|zur|zum|über|ein|eine|neue|vermeiden
|comment|quels|quelles|sont|les|des|du|de|la|le|l|un|une|et|avec|pour|sur|dans|réduire|sans
|cómo|qué|cuáles|son|los|las|el|del|con|para|en|sobre|y|una|evaluar|reducir|como|os|as|dos|das|do|da|com|em
|и|в|для|с|на|о|как|에|대한|위한|및|논문
"""
"""A term, then its names in other languages: Chinese, Japanese, German, French and Spanish; further down, for
usual terms, Portuguese, Korean and Russian. Words without a term mean nothing by themselves. An indented line
continues the one above."""


def written() -> bytes:
    """Each name, folded, with its English term."""
    return b"".join(word(name) + word(term) for name, term in _names())


def _names() -> Iterator[tuple[str, str]]:
    for line in TERMS.strip().replace("\n  ", "").splitlines():
        term, *languages = line.split("|")
        for name in dict.fromkeys(name for names in languages for name in names.split(";")):
            folded = fold.letters(name)
            if folded != fold.letters(term):
                yield folded, term
