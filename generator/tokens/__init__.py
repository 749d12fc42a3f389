"""Text as tokens: the only place where texts are folded, split and stemmed, for topics, keywords, related
papers and search. Every function depends only on its arguments, so its results can be cached.

===============  =====================================  ==============================================
output           what it keeps                          used by
===============  =====================================  ==============================================
`words.words`    every run of letters and digits        patterns of topics, keywords (`stems.SINGULARS`);
                 in order, folded, whole                vectors of papers (`stems.STEMS`)
`words.tokens`   terms with places and spans; a name    the search index, and in the browser
                 such as GPT-4 in all its spellings     the search box
===============  =====================================  ==============================================
"""
