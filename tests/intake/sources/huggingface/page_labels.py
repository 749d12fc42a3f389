"""Lines of a page that are no titles, and texts that are no abstracts, all invented."""

_LABELS = """AI summary:|Key points|Paper of the day|Upvote this paper|Loading|and 5 more|Twelve authors|Twelve Comments
By Jane Doe and others|Dr. Jane Doe et al.|Akhaliq|Taesiri|John Doe|John Sample|Eingereicht von Hans|Invented University
Machine Learning|Published in ICML 2026|Cookie Settings|Try Our Inference API
AI summary|AI-generated overview|Main findings|Why it matters|In a nutshell|Related work|Editor's note|Plain language summary
Jane Doe et al.|Jane Doe, John Sample, Ann Example|Jane Doe, Ann Example and 5 others|Prof. Max Field|Maria Garcia Lopez
Ludwig van der Example|Soumis par Jeanne|Comment by Jane Doe|Paper submitter|Author of the paper
Example Society|University of Nowhere|Invented Labs|Nowhere AI Laboratory|Example Research|Example AI
Department of Computer Science, University of Nowhere|Two hundred and five upvotes|A dozen comments|No comments yet
Three authors|Several new papers|Computer Vision|Natural Language Processing|Large Language Models|Image Generation
Join the discussion on this paper page|Sign up or log in to comment|Models citing this paper|No model linking this paper
Get trending papers in your inbox|This is an automated message from the bot|Deploy Models in Minutes|We Are Hiring
Newsletter|Privacy Policy|Accepted at ICML|Best Paper Award|Top comment|Mehr anzeigen|Discussion points:|摘要|查看更多"""
LABELS = [label for row in _LABELS.split("\n") for label in row.split("|")]
"""Labels, counters in words, people, organizations, topics, calls to do something."""

TEXTS = {
    "notice": "We use cookies to keep this site running and to see how it is used.",
    "long notice": "We use cookies to keep this site running, and to see how it is used by those who come here. Some "
    "of them are set by others. All of them may be turned off in the settings at any time, and nothing else changes "
    "when they are, except that a page may ask again. This notice is shown once in every year, and it is not short.",
    "comment": "This is lovely work, and we would like to see the code.",
    "long comment": "This is lovely work, and it is a pleasure to read. It would be good to know how the lanterns do on "
    "longer paths, and whether any of it holds in winter, when most beds are empty. In our own tests, on a single "
    "bridge, it did not make a difference. We may have done something wrong, and would like to see the code for it.",
    "advertisement": "We run everything at any scale, at a low price, and without any servers.",
    "summary": "The authors find that lanterns which are placed with care need fewer examples than all others, that "
    "they keep working where a garden is noisy, and that nobody has asked for them. The paper is the first to count "
    "them over three summers. It does so with a new kind of ladder, which is shared together with all that was found.",
}
"""What is below such a line: none of it is the abstract of a paper."""
