"""How many characters a button shows on a phone 360 pixels wide, its mark included.

The number of buttons in the row decides. Measured in a browser (``tests/keyboards/test_labels_on_a_phone.py``).
"""

from __future__ import annotations

FULL_WIDTH = 30
HALF = 12
THIRD = 7
#: What the marks of labels.yaml take of it: «✓ », « (советуем)», « (обычно)».
TICK, ADVISED, USUAL = 2, 11, 9
