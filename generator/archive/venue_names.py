"""Conferences and journals by the names that authors and publishers write. What is not here is not a venue.

Full names are without "Conference on" and what comes before it, unless other conferences share the rest.
"""

from dataclasses import dataclass

from generator.records.known import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """`short` are patterns of its short names, `full` of its full names. A conference has one venue per year,
    a journal is one venue."""

    label: str
    short: str = ""
    full: str = ""
    is_journal: bool = False

    @property
    def slug(self) -> str:
        """Its label in addresses: there are only letters, digits, spaces and hyphens in labels."""
        return "-".join(self.label.lower().split())

    def venue(self, year: int | None, track: str = "") -> Venue:
        """The venue of a year; a journal is the same in all."""
        if self.is_journal or year is None:
            return Venue(slug=self.slug, label=self.label)
        return Venue(slug=f"{self.slug}-{year}", label=self.label, year=year, track=track)


def _conferences(*rows: tuple[str, str, str]) -> tuple[Named, ...]:
    return tuple(Named(label=label, short=short or label, full=full) for label, short, full in rows)


def _journals(*rows: tuple[str, str, str]) -> tuple[Named, ...]:
    return tuple(Named(label=label, short=short, full=full, is_journal=True) for label, short, full in rows)


CONFERENCES = _conferences(
    # Machine learning and artificial intelligence
    ("NeurIPS", "NeurIPS|NIPS|Neurips|NeurlPS|neurips", "Neural Information Processing Systems"),
    ("ICML", "ICML", "Machine Learning"),
    ("ICLR", "ICLR", "Learning Representations"),
    ("AISTATS", "AISTATS|AIStats", "Artificial Intelligence and Statistics"),
    ("UAI", "UAI", "Uncertainty in Artificial Intelligence"),
    ("COLT", "COLT", "Learning Theory"),
    ("COLM", "COLM", "Language Modell?ing"),
    ("MLSys", "MLSys|MLSYS", "Machine Learning and Systems"),
    ("AAAI", "AAAI", "AAAI Conference on Artificial Intelligence"),
    ("IJCAI", "IJCAI(?:-ECAI)?", "International Joint Conferences? on Artificial Intelligence"),
    ("ECAI", "ECAI", "European Conference on Artificial Intelligence"),
    ("AAMAS", "AAMAS", "Autonomous Agents and Multi-?[Aa]gent Systems"),
    ("IJCNN", "IJCNN", "International Joint Conference on Neural Networks"),
    ("ICAPS", "ICAPS", "Automated Planning and Scheduling"),
    ("FAccT", "FAccT|FACCT", "Fairness, Accountability,? and Transparency"),
    ("L4DC", "L4DC", "Learning for Dynamics and Control"),
    ("CoLLAs", "CoLLAs", "Lifelong Learning Agents"),
    ("AutoML", "AutoML", "Automated Machine Learning"),
    ("CPAL", "CPAL", "Parsimony and Learning"),
    ("ECML PKDD", "ECML[- /]?PKDD|ECML", "Principles and Practice of Knowledge Discovery in Databases"),
    # Vision, graphics, medical images
    ("CVPR", "CVPR|cvpr", "Computer Vision and Pattern Recognition"),
    ("ICCV", "ICCV|iccv", "International Conference on Computer Vision"),
    ("ECCV", "ECCV|eccv", "European Conference on Computer Vision"),
    ("WACV", "WACV|wacv", "Applications of Computer Vision"),
    ("BMVC", "BMVC", "British Machine Vision Conference"),
    ("ACCV", "ACCV", "Asian Conference on Computer Vision"),
    ("3DV", "3DV", "3D Vision"),
    ("MICCAI", "MICCAI|miccai", "Medical Image Computing and Computer[- ]Assisted Intervention"),
    ("MIDL", "MIDL", "Medical Imaging with Deep Learning"),
    ("ISBI", "ISBI", "International Symposium on Biomedical Imaging"),
    ("ICIP", "ICIP", "Image Processing"),
    ("ICPR", "ICPR", "International Conference on Pattern Recognition"),
    ("ICME", "ICME", "Multimedia and Expo"),
    ("ICMR", "ICMR", "Multimedia Retrieval"),
    ("ACM MM", "ACM ?MM|ACM Multimedia|ACMMM", "ACM International Conference on Multimedia"),
    ("SIGGRAPH", "SIGGRAPH", ""),
    ("SIGGRAPH Asia", "SIGGRAPH[- ]A(?:sia|SIA)", ""),
    # Language and speech
    ("ACL", "ACL", "(?:Annual )?Meeting of the Association for Computational Linguistics"),
    ("EMNLP", "EMNLP|emnlp", "Empirical Methods in Natural Language Processing"),
    (
        "NAACL", "NAACL(?:-HLT)?",
        "(?:Nations of the Americas|North American) Chapter of the Association for Computational Linguistics",
    ),
    ("EACL", "EACL", "European Chapter of the Association for Computational Linguistics"),
    ("IJCNLP-AACL", "IJCNLP[-– /&]*AACL|AACL[-– /&]*IJCNLP|AACL|IJCNLP", ""),
    ("COLING", "COLING", "Computational Linguistics"),
    ("CoNLL", "CoNLL", "Computational Natural Language Learning"),
    ("LREC", "LREC", "Language Resources and Evaluation"),
    ("LREC-COLING", "LREC-COLING", ""),
    ("SIGDIAL", "SIGDIAL|SIGdial|SigDial", ""),
    ("INLG", "INLG", "International Natural Language Generation Conference"),
    ("Interspeech", "(?:Inter[sS]peech|INTERSPEECH)", ""),
    ("ICASSP", "ICASSP", "Acoustics,? Speech,? and Signal Processing"),
    ("ASRU", "ASRU", "Automatic Speech Recognition and Understanding"),
    ("EUSIPCO", "EUSIPCO", "European Signal Processing Conference"),
    ("ISMIR", "ISMIR", "International Society for Music Information Retrieval"),
    ("WASPAA", "WASPAA", ""),
    # Data, retrieval, the web
    ("KDD", "(?:SIG)?KDD", "Knowledge Discovery and Data Mining"),
    ("WWW", "WWW|TheWebConf|The Web Conference|Web Conference", ""),
    ("SIGIR", "SIGIR", "Research and Development in Information Retrieval"),
    ("CIKM", "CIKM", "Information and Knowledge Management"),
    ("WSDM", "WSDM", "Web Search and Data Mining"),
    ("RecSys", "RecSys|RECSYS", "Recommender Systems"),
    ("ECIR", "ECIR", "European Conference on Information Retrieval"),
    ("ICDM", "ICDM", "International Conference on Data Mining"),
    ("PAKDD", "PAKDD", "Pacific-Asia Conference on Knowledge Discovery and Data Mining"),
    ("ICDE", "ICDE", "Data Engineering"),
    ("SIGMOD", "SIGMOD", ""),
    ("VLDB", "P?VLDB", "Very Large Data ?[Bb]ases"),
    ("ICWSM", "ICWSM", "Web and Social Media"),
    # Robots, people, software, systems, security
    ("ICRA", "ICRA", "Robotics and Automation"),
    ("IROS", "IROS", "Intelligent Robots and Systems"),
    ("RSS", "RSS", "Robotics: Science and Systems"),
    ("CoRL", "CoRL|CORL", "Conference on Robot Learning|Robot Learning"),
    ("HRI", "HRI", "Human[- ]Robot Interaction"),
    ("CHI", "CHI", "Human Factors in Computing Systems"),
    ("UIST", "UIST", "User Interface Software and Technology"),
    ("IUI", "IUI", "Intelligent User Interfaces"),
    ("CSCW", "CSCW", "Computer[- ]Supported Cooperative Work"),
    ("ICSE", "ICSE", "International Conference on Software Engineering"),
    ("FSE", "FSE", "Foundations of Software Engineering"),
    ("ASE", "ASE", "Automated Software Engineering"),
    ("ISSTA", "ISSTA", "Software Testing and Analysis"),
    ("MSR", "MSR", "Mining Software Repositories"),
    ("SANER", "SANER", "Software Analysis, Evolution,? and Reengineering"),
    ("USENIX Security", "USENIX Sec(?:urity)?", ""),
    ("CCS", "ACM CCS|CCS", "Computer and Communications Security"),
    ("NDSS", "NDSS", "Network and Distributed System Security"),
    ("SaTML", "SaTML", "Secure and Trustworthy Machine Learning"),
    ("OSDI", "OSDI", ""),
    ("SOSP", "SOSP", ""),
    ("EuroSys", "EuroSys|EUROSYS", ""),
    ("ASPLOS", "ASPLOS", ""),
    ("ISCA", "ISCA", "International Symposium on Computer Architecture"),
    ("HPCA", "HPCA", "High-Performance Computer Architecture"),
    ("DAC", "DAC", "Design Automation Conference"),
    ("ICCAD", "ICCAD", "Computer-Aided Design"),
    ("DATE", "DATE", "Design, Automation,? (?:and|&) Test in Europe"),
    ("INFOCOM", "INFOCOM", "Computer Communications"),
    # Theory, biology, learning, evolution, others
    ("STOC", "STOC", ""),
    ("FOCS", "FOCS", ""),
    ("SODA", "SODA", ""),
    ("ISIT", "ISIT", "International Symposium on Information Theory"),
    ("EMBC", "EMBC", ""),
    ("BIBM", "BIBM", "Bioinformatics and Biomedicine"),
    ("CHIL", "CHIL", "Health, Inference,? and Learning"),
    ("ML4H", "ML4H", ""),
    ("MLHC", "MLHC", "Machine Learning for Healthcare"),
    ("AIED", "AIED", "Artificial Intelligence in Education"),
    ("EDM", "EDM", "Educational Data Mining"),
    ("LAK", "LAK", "Learning Analytics and Knowledge"),
    ("CogSci", "CogSci|COGSCI", ""),
    ("GECCO", "GECCO", "Genetic and Evolutionary Computation Conference"),
    ("IGARSS", "IGARSS", "Geoscience and Remote Sensing Symposium"),
    ("ICC", "(?:IEEE )?ICC", "International Conference on Communications"),
    ("GLOBECOM", "GLOBECOM", "Global Communications Conference"),
)  # fmt: skip

JOURNALS = _journals(
    ("TMLR", "TMLR", "Transactions (?:on|of) Machine Learning Research"),
    ("JMLR", "JMLR", "Journal of Machine Learning Research"),
    ("TACL", "TACL", "Transactions of the Association for Computational Linguistics"),
    ("Computational Linguistics", "", "Computational Linguistics journal"),
    ("TPAMI", "(?:IEEE )?T-?PAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("IJCV", "IJCV", "International Journal of Computer Vision"),
    ("TIP", "IEEE TIP|TIP", "IEEE Transactions on Image Processing"),
    ("TMI", "IEEE TMI|TMI", "IEEE Transactions on Medical Imaging"),
    ("TVCG", "(?:IEEE )?TVCG", "IEEE Transactions on Visualization and Computer Graphics"),
    ("TOG", "(?:ACM )?TOG", "ACM Transactions on Graphics"),
    ("TNNLS", "(?:IEEE )?TNNLS", "IEEE Transactions on Neural Networks and Learning Systems"),
    ("TKDE", "(?:IEEE )?TKDE", "IEEE Transactions on Knowledge and Data Engineering"),
    ("TCSVT", "(?:IEEE )?TCSVT", "IEEE Transactions on Circuits and Systems for Video Technology"),
    ("TMM", "(?:IEEE )?TMM", "IEEE Transactions on Multimedia"),
    ("TGRS", "(?:IEEE )?TGRS", "IEEE Transactions on Geoscience and Remote Sensing"),
    ("TASLP", "(?:IEEE/ACM )?TASLP", "Transactions on Audio,? Speech,? and Language Processing"),
    ("TIFS", "(?:IEEE )?TIFS", "IEEE Transactions on Information Forensics and Security"),
    ("TSE", "(?:IEEE )?TSE", "IEEE Transactions on Software Engineering"),
    ("TOSEM", "(?:ACM )?TOSEM", "ACM Transactions on Software Engineering and Methodology"),
    ("TOIS", "(?:ACM )?TOIS", "ACM Transactions on Information Systems"),
    ("RA-L", "(?:IEEE )?RA-?L", "IEEE Robotics and Automation Letters"),
    ("T-RO", "(?:IEEE )?T-?RO", "IEEE Transactions on Robotics"),
    ("IJRR", "IJRR", "International Journal of Robotics Research"),
    ("Medical Image Analysis", "MedIA", "Medical Image Analysis"),
    ("Pattern Recognition", "", "Pattern Recognition(?: journal)?"),
    ("Neural Networks", "", "Neural Networks(?: journal)?"),
    ("Neurocomputing", "", "Neurocomputing"),
    ("ACM Computing Surveys", "(?:ACM )?CSUR", "ACM Computing Surveys"),
    ("Nature Communications", "", "Nature Communications"),
    ("Nature Machine Intelligence", "", "Nature Machine Intelligence"),
    ("npj Digital Medicine", "", "npj Digital Medicine"),
    ("Scientific Reports", "", "Scientific Reports"),
    ("PNAS", "PNAS", "Proceedings of the National Academy of Sciences"),
)  # fmt: skip
