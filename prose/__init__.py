"""Reading Chinese official prose and judging it. Pure: text in, findings out; no Django, no database, no clock.

    text ──normalize──▶ Text ──read──▶ Prose (lines, headings, sentences, mentions) ──rules──▶ Outcomes, Findings

Everything inside counts in positions of the normalised text; what leaves is mapped back to the text as given.
"""
