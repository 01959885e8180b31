"""A brief: a view of the atlas, or one country, corridor or actor of it, on a few pages of paper for a meeting.

    subject     what a brief is about, and its title
    numbering   sources numbered in the order in which the text first names them
    figures     key figures, each with what it is out of and what it is not; what published series say
    legs        the corridors leg by leg
    strip       events by quarter, and each of them
    disputes    who says otherwise
    unknown     what is not known
    chart       the map, and in words what its lines and marks mean
    code        the link as a code to scan
    parts       paragraphs, tables and sections
    document    all of it in order, as data for the template and as the PDF

Every module gives plain values for the template `brief.typ`: blocks with a `kind`, words with the numbers of their sources.
Only filtered rows are read, so that nothing else can be in the file.
"""
