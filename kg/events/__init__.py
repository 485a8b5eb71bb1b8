"""Events in a text: which word names one, who does it to whom, where, when, and whether it happened.

Pure functions over text and the classes of `kg.records`: `lexicon` and `matching` find triggers, `phrases` and
`arguments` their actors, recipients and places, `merging` joins the mentions of one event, `factuality` and
`dating` say whether and when. All words that they look for are in `seeds/`.
"""
