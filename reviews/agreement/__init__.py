"""How far people agree beyond chance, with how sure one can be. Pure: no Django, no numpy.

A *unit* is what was judged (a round of votes): who gave it which category. Formulas:

- `cohen`: J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological
  Measurement 20 (1960) 37–46; weighted: J. Cohen, “Weighted kappa”, Psychological Bulletin 70
  (1968) 213–220.
- `fleiss`: J. L. Fleiss, “Measuring nominal scale agreement among many raters”, Psychological
  Bulletin 76 (1971) 378–382.
- `krippendorff`: K. Krippendorff, “Computing Krippendorff's alpha-reliability” (2011).
- `bootstrap`: B. Efron and R. Tibshirani, “An Introduction to the Bootstrap” (1993), chapter 13.
"""

from reviews.agreement.bootstrap import Interval, interval
from reviews.agreement.cohen import WEIGHTS, cohen
from reviews.agreement.fleiss import fleiss, fleiss_of
from reviews.agreement.krippendorff import Level, alpha

__all__ = [
    "WEIGHTS",
    "Interval",
    "Level",
    "alpha",
    "cohen",
    "fleiss",
    "fleiss_of",
    "interval",
]
