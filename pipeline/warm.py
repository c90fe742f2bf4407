"""Imported once by the server that workers are forked from: what the first page of a process has to wait for.

Phrase lists, profiles and patterns are loaded as they are first needed, which takes longer than most pages;
done here, every worker has them from its first page on, shares their memory with the others, and a worker
that takes the place of a dead one is there at once. Nobody else imports this.
"""

import gc

from pipeline.library import clean
from pipeline.threads import one_thread

SAMPLES = (
    "河边的老磨坊\n2024-05-12 来源:南埠日报\n水轮每天早上由看守人亲手打开,声音半里外也听得见,谁也没有再提起。",
    "<!DOCTYPE html><title>The Old Mill</title><nav><a href=/>Home</a></nav><p>The keeper opens the gate by hand.</p>",
    "The Old Mill\nBy Ann Lee\nEvery morning the keeper opens the gate by hand, and nobody has ever been late.",
)

one_thread()
for sample in SAMPLES:
    clean(sample)
gc.collect()
gc.freeze()  # What is loaded by now stays: each full collection would look through the phrase lists, 27 ms of it.
