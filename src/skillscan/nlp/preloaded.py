"""Importing this makes the pipeline and the rules for texts ready; the pool's processes begin so.

The processes are forked from one that has imported it (``process_pool``), so that it is done once.
"""

from skillscan.garbage import collect_seldom
from skillscan.nlp.annotate import pipeline
from skillscan.text.language import language_of
from skillscan.text.prepare import prepare

FOREIGN = "Ein Text, dessen Sprache nur das Modell kennt und nicht die Liste der Wörter."

collect_seldom()
pipeline()
language_of(prepare(FOREIGN))
